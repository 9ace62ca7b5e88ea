import { featureImpact } from '#lib/adoption/queries/impact';
import { ImpactQuery } from '#lib/adoption/schema';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'analytics.read',
  summary:
    'How people who began to use a feature differ afterwards from comparable people who had not: a difference, not a cause.',
  query: ImpactQuery,
  handle: (ctx, { query }) => featureImpact(ctx, query),
});
