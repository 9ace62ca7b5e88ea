import { adoptionWithImpact } from '#lib/adoption/queries/impact';
import { AdoptionRequest } from '#lib/adoption/schema';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'analytics.read',
  summary: 'The metrics of each defined feature over a period, with intervals and what each rate counts.',
  query: AdoptionRequest,
  handle: (ctx, { query }) => adoptionWithImpact(ctx, query),
});
