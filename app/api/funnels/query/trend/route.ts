import { funnelTrend } from '#lib/funnels/queries/funnel-trend';
import { TrendQuestion } from '#lib/funnels/schema';
import { route } from '#lib/http/route';

// A question may be long, so it is asked by POST; it changes nothing.
export const POST = route({
  permission: 'analytics.read',
  summary: 'Entrants and conversions of a funnel over time.',
  body: TrendQuestion,
  handle: (ctx, { body }) => funnelTrend(ctx, body),
});
