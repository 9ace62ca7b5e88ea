import { duplicateDashboard } from '#lib/dashboards/commands/duplicate-dashboard';
import { DashboardParams } from '#lib/dashboards/schema';
import { route } from '#lib/http/route';

export const POST = route({
  permission: 'dashboards.edit',
  summary: 'Saves a copy of a dashboard.',
  params: DashboardParams,
  status: 201,
  handle: (ctx, { params }) => duplicateDashboard(ctx, params.id),
});
