import { featureSuggestions } from '#lib/adoption/queries/feature-suggestions';
import { EventTypesQuery } from '#lib/events/catalog-schema';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'analytics.read',
  summary: 'Features that events name and nobody has defined, and events that no definition names.',
  query: EventTypesQuery.omit({ feature: true }),
  handle: (ctx, { query }) => featureSuggestions(ctx, query),
});
