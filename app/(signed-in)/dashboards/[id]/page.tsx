import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { DashboardPage } from '#components/dashboards/dashboard-page';
import { Hydrated, prefetch } from '#components/shell/hydrated';
import { savedFeaturesOptions } from '#lib/adoption/client';
import { listFeatures } from '#lib/adoption/queries/saved-features';
import { isAllowed } from '#lib/auth/permissions';
import { isAppError } from '#lib/core/errors';
import { savedDashboardOptions } from '#lib/dashboards/client';
import { getDashboard } from '#lib/dashboards/queries/saved-dashboards';
import { DashboardParams } from '#lib/dashboards/schema';
import { savedFunnelsOptions } from '#lib/funnels/client';
import { listFunnels } from '#lib/funnels/queries/saved-funnels';
import { pageCtx } from '#lib/http/page-ctx';

export const metadata: Metadata = { title: 'Dashboard' };

export default async function SavedDashboardPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await pageCtx('analytics.read');
  const asked = DashboardParams.safeParse(await params);
  if (!asked.success) notFound();
  const { id } = asked.data;
  const dashboard = await getDashboard(ctx, id).catch((thrown: unknown) => {
    if (isAppError(thrown) && thrown.code === 'not_found') notFound();
    throw thrown;
  });
  const queries = [
    prefetch(savedDashboardOptions(id), async () => dashboard),
    prefetch(savedFunnelsOptions(), () => listFunnels(ctx, { limit: 500 })),
    prefetch(savedFeaturesOptions(), () => listFeatures(ctx, { limit: 500 })),
  ];
  return (
    <Hydrated queries={queries}>
      <DashboardPage id={id} now={ctx.now.getTime()} mayEdit={isAllowed(ctx.actor.role, 'dashboards.edit')} />
    </Hydrated>
  );
}
