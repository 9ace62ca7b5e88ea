import { questionOf } from '#lib/funnels/queries/question-of';
import { timeToConvert } from '#lib/funnels/queries/time-to-convert';
import { FunnelParams, TimeToConvertOverrides, TimeToConvertQuestion } from '#lib/funnels/schema';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'analytics.read',
  summary: 'How long people take between two steps of a saved funnel.',
  params: FunnelParams,
  query: TimeToConvertOverrides,
  handle: async (ctx, { params, query }) =>
    timeToConvert(ctx, await questionOf(ctx, params.id, query, TimeToConvertQuestion)),
});
