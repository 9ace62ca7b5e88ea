export const STATUSES = ['open', 'mitigated', 'closed'] as const;
export type IncidentStatus = (typeof STATUSES)[number];

/** Where an incident may go from where it is. What is closed stays so: what hurts again is another incident. */
const MOVES: Record<IncidentStatus, readonly IncidentStatus[]> = {
  open: ['mitigated'],
  mitigated: ['open', 'closed'],
  closed: [],
};

/** The states that an incident may go to. */
export function movesFrom(status: IncidentStatus): readonly IncidentStatus[] {
  return MOVES[status];
}

/** Why an incident may not go somewhere; null when it may. */
export function whyNotTo(from: IncidentStatus, to: IncidentStatus): string | null {
  if (MOVES[from].includes(to)) return null;
  if (from === 'closed') return 'A closed incident stays closed; open another one for what hurts now.';
  if (from === to) return `It is ${to} already.`;
  return `An incident that is ${from} must be ${MOVES[from].join(' or ')} before it is ${to}.`;
}
