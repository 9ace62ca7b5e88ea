import { frequentUsers } from '#lib/adoption/queries/people';
import { PowerPeopleQuery } from '#lib/adoption/schema';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'analytics.read',
  summary: 'Those active on exactly so many of the 28 days that end with the period, page by page.',
  query: PowerPeopleQuery,
  handle: (ctx, { query }) => frequentUsers(ctx, query),
});
