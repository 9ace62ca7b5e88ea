import type { Metadata } from 'next';
import { OverviewPage } from '#components/adoption/overview/overview-page';
import { Hydrated, prefetch } from '#components/shell/hydrated';
import { savedFeaturesOptions } from '#lib/adoption/client';
import { listFeatures } from '#lib/adoption/queries/saved-features';
import { pageCtx } from '#lib/http/page-ctx';

export const metadata: Metadata = { title: 'Adoption' };

export default async function AdoptionPage() {
  const ctx = await pageCtx('analytics.read');
  return (
    <Hydrated queries={[prefetch(savedFeaturesOptions(), () => listFeatures(ctx, { limit: 500 }))]}>
      <OverviewPage now={ctx.now.getTime()} />
    </Hydrated>
  );
}
