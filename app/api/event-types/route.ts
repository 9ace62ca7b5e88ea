import { EventTypesQuery } from '#lib/events/catalog-schema';
import { listEventTypes } from '#lib/events/queries';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'analytics.read',
  summary: 'Event types and features of a period, with counts.',
  query: EventTypesQuery,
  handle: (ctx, { query }) => listEventTypes(ctx, query),
});
