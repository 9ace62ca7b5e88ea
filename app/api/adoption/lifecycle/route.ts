import { lifecycle } from '#lib/adoption/queries/lifecycle';
import { LifecycleQuery } from '#lib/adoption/schema';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'analytics.read',
  summary: 'New, returning, resurrected and dormant users of each day, week or month.',
  query: LifecycleQuery,
  handle: (ctx, { query }) => lifecycle(ctx, query),
});
