import { metricUsers } from '#lib/adoption/queries/people';
import { MetricPeopleQuery } from '#lib/adoption/schema';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'analytics.read',
  summary: 'The people of a metric of a feature, page by page.',
  query: MetricPeopleQuery,
  handle: (ctx, { query }) => metricUsers(ctx, query),
});
