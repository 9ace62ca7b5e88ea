import type { SuggestionsAnswer } from '#lib/adoption/answers';
import { NamedEvents, unnamedEvents } from '#lib/adoption/named-events';
import { savedFeatureOf } from '#lib/adoption/saved-feature';
import { suggestFeature } from '#lib/adoption/suggest-feature';
import type { Ctx } from '#lib/core/ctx';
import type { EventTypeSummary, EventTypesQuery } from '#lib/events/catalog-schema';
import { listEventTypes } from '#lib/events/queries';
import { savedFunnelOf } from '#lib/funnels/saved-funnel';

/** What the events of a period tell about features that nobody has defined, and which events nothing names. */
export async function featureSuggestions(
  ctx: Ctx,
  period: Omit<EventTypesQuery, 'feature'>,
): Promise<SuggestionsAnswer> {
  const [{ eventTypes, features: found, meta }, rows] = await Promise.all([
    listEventTypes(ctx, period),
    ctx.db.feature.findMany({ include: { funnel: true } }),
  ]);
  const defined = new Set(rows.map(({ key }) => key));
  const funnels = rows.flatMap(({ funnel }) => (funnel ? [savedFunnelOf(funnel).definition] : []));
  const named = new NamedEvents(rows.map(savedFeatureOf), funnels);
  return {
    suggestions: found
      .filter(({ feature }) => !defined.has(feature))
      .map(({ feature }) => suggestFeature(feature, typesOf(feature, eventTypes))),
    unnamed: unnamedEvents(named, eventTypes),
    meta,
  };
}

function typesOf(feature: string, eventTypes: EventTypeSummary[]): { type: string; count: number }[] {
  return eventTypes.flatMap(({ type, features }) =>
    features.filter((one) => one.feature === feature).map(({ count }) => ({ type, count })),
  );
}
