import type { FeatureDraft, FeatureField } from '#lib/adoption/feature-draft';

/** What the fields of a definition are called, on forms and in sentences. */
export const FIELD_LABELS: Record<FeatureField, string> = {
  name: 'Name',
  key: 'Feature name of its events',
  view: 'Saw it',
  use: 'Used it',
  complete: 'Completed it',
  share: 'Told others',
  funnelId: 'Funnel',
  conversion: 'Conversion',
  revenue: 'Revenue',
};

/**
 * What one field says.
 *
 * @param funnelName the name of the funnel of an id, where it is known.
 */
export function fieldInWords(
  draft: FeatureDraft,
  field: FeatureField,
  funnelName: (id: string) => string | undefined = () => undefined,
): string {
  if (field === 'name' || field === 'key') return draft[field];
  if (field === 'funnelId')
    return draft.funnelId === null ? 'none' : (funnelName(draft.funnelId) ?? 'a funnel');
  if (field !== 'conversion' && field !== 'revenue') return draft[field].join(' or ') || 'nothing';
  const { types, feature } = draft[field];
  if (types.length === 0) return 'nothing';
  return `${field === 'revenue' ? 'the value of ' : ''}${types.join(' or ')}${feature === null ? '' : ` of ${feature}`}`;
}
