import { powerCurve } from '#lib/adoption/queries/stickiness';
import { StickinessQuery } from '#lib/adoption/schema';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'analytics.read',
  summary: 'Users by the number of their active days in the 28 that end with the period.',
  query: StickinessQuery,
  handle: (ctx, { query }) => powerCurve(ctx, query),
});
