import { stickiness } from '#lib/adoption/queries/stickiness';
import { StickinessQuery } from '#lib/adoption/schema';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'analytics.read',
  summary: 'Distinct users of each day, of its week and of its 28 days, and their ratios.',
  query: StickinessQuery,
  handle: (ctx, { query }) => stickiness(ctx, query),
});
