import type { Metadata } from 'next';
import { FeaturesPage } from '#components/features/features-page';
import { Hydrated, prefetch } from '#components/shell/hydrated';
import { savedFeaturesOptions } from '#lib/adoption/client';
import { listFeatures } from '#lib/adoption/queries/saved-features';
import { isAllowed } from '#lib/auth/permissions';
import { savedFunnelsOptions } from '#lib/funnels/client';
import { listFunnels } from '#lib/funnels/queries/saved-funnels';
import { pageCtx } from '#lib/http/page-ctx';

export const metadata: Metadata = { title: 'Features' };

export default async function FeatureDefinitionsPage() {
  const ctx = await pageCtx('analytics.read');
  return (
    <Hydrated
      queries={[
        prefetch(savedFeaturesOptions(), () => listFeatures(ctx, { limit: 500 })),
        prefetch(savedFunnelsOptions(), () => listFunnels(ctx, { limit: 500 })),
      ]}
    >
      <FeaturesPage now={ctx.now.getTime()} mayEdit={isAllowed(ctx.actor.role, 'features.edit')} />
    </Hydrated>
  );
}
