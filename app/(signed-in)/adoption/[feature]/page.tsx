import type { Metadata } from 'next';
import { FeaturePage } from '#components/adoption/feature/feature-page';
import { NoSuchFeature } from '#components/adoption/feature/no-such-feature';
import { Hydrated, prefetch } from '#components/shell/hydrated';
import { savedFeatureOptions } from '#lib/adoption/client';
import { findFeature } from '#lib/adoption/queries/saved-features';
import { isAllowed } from '#lib/auth/permissions';
import { pageCtx } from '#lib/http/page-ctx';

export const metadata: Metadata = { title: 'Feature' };

export default async function OneFeaturePage({ params }: { params: Promise<{ feature: string }> }) {
  const ctx = await pageCtx('analytics.read');
  const key = decodeURIComponent((await params).feature);
  const feature = await findFeature(ctx, key);
  const mayEdit = isAllowed(ctx.actor.role, 'features.edit');
  if (!feature) return <NoSuchFeature featureKey={key} mayEdit={mayEdit} />;
  return (
    <Hydrated queries={[prefetch(savedFeatureOptions(feature.id), async () => feature)]}>
      <FeaturePage id={feature.id} now={ctx.now.getTime()} mayEdit={mayEdit} />
    </Hydrated>
  );
}
