import { weeklyDigest } from '#lib/dashboards/queries/weekly-digest';
import { DashboardParams, DigestQuery } from '#lib/dashboards/schema';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'analytics.read',
  summary:
    'The tiles of a dashboard over one ISO week beside the week before, in sentences and numbers to draw.',
  params: DashboardParams,
  query: DigestQuery,
  handle: (ctx, { params, query }) => weeklyDigest(ctx, params.id, query),
});
