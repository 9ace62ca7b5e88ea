import { stateUsers } from '#lib/adoption/queries/people';
import { LifecyclePeopleQuery } from '#lib/adoption/schema';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'analytics.read',
  summary: 'Those who are new, returning, resurrected or dormant in an interval, page by page.',
  query: LifecyclePeopleQuery,
  handle: (ctx, { query }) => stateUsers(ctx, query),
});
