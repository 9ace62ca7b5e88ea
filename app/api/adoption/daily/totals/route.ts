import { dailyUsage } from '#lib/adoption/queries/daily-usage';
import { DailyQuery } from '#lib/adoption/schema';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'analytics.read',
  summary:
    'The total rows of daily usage, whose users are distinct over the period, and how they came about.',
  query: DailyQuery,
  handle: async (ctx, { query }) => {
    const { rows: _, ...totals } = await dailyUsage(ctx, query);
    return totals;
  },
});
