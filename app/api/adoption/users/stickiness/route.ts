import { activeUsers } from '#lib/adoption/queries/people';
import { StickinessPeopleQuery } from '#lib/adoption/schema';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'analytics.read',
  summary: 'Those active on a day, or in the week or 28 days that end with it, page by page.',
  query: StickinessPeopleQuery,
  handle: (ctx, { query }) => activeUsers(ctx, query),
});
