import { cohortUsers } from '#lib/adoption/queries/people';
import { RetentionPeopleQuery } from '#lib/adoption/schema';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'analytics.read',
  summary: 'The people of a cohort, or of one of its cells, page by page.',
  query: RetentionPeopleQuery,
  handle: (ctx, { query }) => cohortUsers(ctx, query),
});
