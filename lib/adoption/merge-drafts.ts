import type { FeatureDraft, FeatureField } from '#lib/adoption/feature-draft';

export interface Merged {
  draft: FeatureDraft;
  /** Fields that the others changed, in the order of the form; `isContested` when this form changed them as well. */
  changed: { field: FeatureField; isContested: boolean }[];
}

const FIELDS: readonly FeatureField[] = [
  'name',
  'key',
  'view',
  'use',
  'complete',
  'share',
  'funnelId',
  'conversion',
  'revenue',
];

/**
 * What becomes of a form when somebody saved a newer version meanwhile: their changes come in, field by field, but
 * what was changed here stays.
 *
 * @param base the version that the form began with.
 */
export function mergeDrafts(base: FeatureDraft, mine: FeatureDraft, theirs: FeatureDraft): Merged {
  const changed = FIELDS.filter((field) => !isSame(base[field], theirs[field])).map((field) => ({
    field,
    isContested: !isSame(base[field], mine[field]) && !isSame(mine[field], theirs[field]),
  }));
  const kept = FIELDS.filter((field) => !isSame(base[field], mine[field]));
  return { draft: { ...theirs, ...Object.fromEntries(kept.map((field) => [field, mine[field]])) }, changed };
}

/** The order in which types were named says nothing. */
function isSame(one: unknown, other: unknown): boolean {
  return text(one) === text(other);
}

function text(value: unknown): string {
  return JSON.stringify(value, (_, part) => (Array.isArray(part) ? [...part].sort() : part));
}
