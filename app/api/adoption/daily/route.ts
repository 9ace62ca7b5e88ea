import { dailyUsage } from '#lib/adoption/queries/daily-usage';
import { DailyQuery } from '#lib/adoption/schema';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'analytics.read',
  summary: 'Usage by feature and day, with totals whose users are distinct over the whole period.',
  query: DailyQuery,
  handle: (ctx, { query }) => dailyUsage(ctx, query),
});
