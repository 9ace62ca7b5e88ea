import { adoptionHeadline } from '#lib/adoption/queries/headline';
import { OverviewQuery } from '#lib/adoption/schema';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'analytics.read',
  summary:
    'What changed most surely against the period before, among all features and saved funnels; since when and in whom.',
  query: OverviewQuery,
  handle: (ctx, { query }) => adoptionHeadline(ctx, query),
});
