import { adoptionOverview } from '#lib/adoption/queries/overview';
import { OverviewQuery } from '#lib/adoption/schema';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'analytics.read',
  summary: 'All defined features side by side, day by day, with what changed against the period before.',
  query: OverviewQuery,
  handle: (ctx, { query }) => adoptionOverview(ctx, query),
});
