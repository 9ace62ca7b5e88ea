import { funnelTrend } from '#lib/funnels/queries/funnel-trend';
import { questionOf } from '#lib/funnels/queries/question-of';
import { FunnelParams, TrendOverrides, TrendQuestion } from '#lib/funnels/schema';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'analytics.read',
  summary: 'Entrants and conversions of a saved funnel over time.',
  params: FunnelParams,
  query: TrendOverrides,
  handle: async (ctx, { params, query }) =>
    funnelTrend(ctx, await questionOf(ctx, params.id, query, TrendQuestion)),
});
