import type { SavedFeature } from '#lib/adoption/answers';
import type { FeatureDefinition } from '#lib/adoption/schema';

/** What the events of a feature mean, as one or two sentences. */
export function featureSentence({
  definition,
  funnelId,
}: Pick<SavedFeature, 'definition' | 'funnelId'>): string {
  const { view, use, complete, share, conversion, revenue } = definition;
  const tried = [...use, ...(funnelId === null ? [] : ['a later step of its funnel'])];
  const deeds = [
    ['see it', view],
    ['try it', tried],
    ['complete it', complete],
    ['tell others', share],
  ] as const;
  const told = deeds
    .filter(([, types]) => types.length > 0)
    .map(([deed, types]) => `${deed} with ${either(types)}`);
  const sentences = [
    told.length === 0 ? 'No events are named yet' : `Users ${listed(told, 'and')}`,
    ...(conversion ? [`Conversion: ${refInWords(conversion)}`] : []),
    ...(revenue ? [`Revenue: the value of ${refInWords(revenue)}`] : []),
  ];
  return `${sentences.join('. ')}.`;
}

function refInWords({ types, feature }: NonNullable<FeatureDefinition['conversion']>): string {
  return feature === undefined ? either(types) : `${either(types)} of ${feature}`;
}

function either(types: readonly string[]): string {
  return listed(types, 'or');
}

function listed(items: readonly string[], word: 'and' | 'or'): string {
  const last = items.at(-1) ?? '';
  const others = items.slice(0, -1);
  return others.length === 0 ? last : `${others.join(', ')} ${word} ${last}`;
}
