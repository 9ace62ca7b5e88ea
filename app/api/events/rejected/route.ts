import { listRejectedEvents } from '#lib/events/queries/rejected-events';
import { RejectedQuery } from '#lib/events/rejected/schema';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'analytics.read',
  summary:
    'Events that were refused in the last days, with their reasons; samples for those who may send events.',
  query: RejectedQuery,
  handle: (ctx, { query }) => listRejectedEvents(ctx, query),
});
