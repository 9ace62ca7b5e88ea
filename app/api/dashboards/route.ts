import { createDashboard } from '#lib/dashboards/commands/create-dashboard';
import { listDashboards } from '#lib/dashboards/queries/saved-dashboards';
import { DashboardCreation, DashboardsPage } from '#lib/dashboards/schema';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'analytics.read',
  summary: 'The dashboards, by name.',
  query: DashboardsPage,
  handle: (ctx, { query }) => listDashboards(ctx, query),
});

export const POST = route({
  permission: 'dashboards.edit',
  summary: 'Saves a new dashboard.',
  body: DashboardCreation,
  status: 201,
  handle: (ctx, { body }) => createDashboard(ctx, body),
});
