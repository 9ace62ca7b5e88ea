import type { Metadata } from 'next';
import { DashboardList } from '#components/dashboards/dashboard-list';
import { Hydrated, prefetch } from '#components/shell/hydrated';
import { isAllowed } from '#lib/auth/permissions';
import { savedDashboardsOptions } from '#lib/dashboards/client';
import { listDashboards } from '#lib/dashboards/queries/saved-dashboards';
import { pageCtx } from '#lib/http/page-ctx';

export const metadata: Metadata = { title: 'Dashboards' };

export default async function DashboardsPage() {
  const ctx = await pageCtx('analytics.read');
  return (
    <Hydrated queries={[prefetch(savedDashboardsOptions(), () => listDashboards(ctx, { limit: 500 }))]}>
      <DashboardList mayEdit={isAllowed(ctx.actor.role, 'dashboards.edit')} />
    </Hydrated>
  );
}
