import { SEVERITIES, SEVERITY } from '#lib/incidents/severity';

export const SEVERITY_OPTIONS = SEVERITIES.map((value) => ({
  value,
  label: `${value} ${SEVERITY[value].label} (${SEVERITY[value].sla})`,
}));

export const SCOPE_OPTIONS = [
  { value: 'feature', label: 'Some functions' },
  { value: 'full', label: 'The whole environment' },
] as const;

/** Nobody, or one of those who may work on it. */
export function ownerOptions(candidates: readonly { id: string; name: string }[]) {
  return [
    { value: '', label: 'Nobody yet' },
    ...candidates.map(({ id, name }) => ({ value: id, label: name })),
  ];
}
