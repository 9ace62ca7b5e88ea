import { dailyUsage } from '#lib/adoption/queries/daily-usage';
import { DailyQuery } from '#lib/adoption/schema';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'analytics.read',
  summary: 'Usage by feature and day: the newest day first, then the feature with the most users.',
  query: DailyQuery,
  handle: async (ctx, { query }) => (await dailyUsage(ctx, query)).rows,
});
