import { deleteDashboard } from '#lib/dashboards/commands/delete-dashboard';
import { updateDashboard } from '#lib/dashboards/commands/update-dashboard';
import { getDashboard } from '#lib/dashboards/queries/saved-dashboards';
import { DashboardParams, DashboardUpdate } from '#lib/dashboards/schema';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'analytics.read',
  summary: 'One dashboard.',
  params: DashboardParams,
  handle: (ctx, { params }) => getDashboard(ctx, params.id),
});

export const PUT = route({
  permission: 'dashboards.edit',
  summary: 'Replaces a dashboard; refused when somebody saved a newer version than the edit was made from.',
  params: DashboardParams,
  body: DashboardUpdate,
  handle: (ctx, { params, body }) => updateDashboard(ctx, params.id, body),
});

export const DELETE = route({
  permission: 'dashboards.edit',
  summary: 'Deletes a dashboard.',
  params: DashboardParams,
  handle: (ctx, { params }) => deleteDashboard(ctx, params.id),
});
