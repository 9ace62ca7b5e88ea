import { funnelResults } from '#lib/funnels/queries/funnel-results';
import { questionOf } from '#lib/funnels/queries/question-of';
import { FunnelParams, FunnelQuestion, Overrides } from '#lib/funnels/schema';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'analytics.read',
  summary: 'Counts a saved funnel, by default over the last 30 days.',
  params: FunnelParams,
  query: Overrides,
  handle: async (ctx, { params, query }) =>
    funnelResults(ctx, await questionOf(ctx, params.id, query, FunnelQuestion)),
});
