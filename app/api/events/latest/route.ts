import { LatestQuery } from '#lib/events/catalog-schema';
import { latestEvents } from '#lib/events/queries/latest-events';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'analytics.read',
  summary: 'The events of a period that were received last, whole.',
  query: LatestQuery,
  handle: (ctx, { query }) => latestEvents(ctx, query),
});
