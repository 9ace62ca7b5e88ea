import { adoptionMetrics } from '#lib/adoption/queries/adoption-metrics';
import { AdoptionQuery } from '#lib/adoption/schema';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'analytics.read',
  summary: 'The metrics of each defined feature over a period, with intervals and what each rate counts.',
  query: AdoptionQuery,
  handle: (ctx, { query }) => adoptionMetrics(ctx, query),
});
