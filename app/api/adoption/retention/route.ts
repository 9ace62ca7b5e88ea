import { retention } from '#lib/adoption/queries/retention';
import { RetentionQuery } from '#lib/adoption/schema';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'analytics.read',
  summary: 'Cohorts of users who began in the period, and how many of each came back later.',
  query: RetentionQuery,
  handle: (ctx, { query }) => retention(ctx, query),
});
