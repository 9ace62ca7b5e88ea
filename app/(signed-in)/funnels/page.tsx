import type { Metadata } from 'next';
import { FunnelList } from '#components/funnels/funnel-list';
import { Hydrated, prefetch } from '#components/shell/hydrated';
import { isAllowed } from '#lib/auth/permissions';
import { savedFunnelsOptions } from '#lib/funnels/client';
import { listFunnels } from '#lib/funnels/queries/saved-funnels';
import { pageCtx } from '#lib/http/page-ctx';

export const metadata: Metadata = { title: 'Funnels' };

export default async function FunnelsPage() {
  const ctx = await pageCtx('analytics.read');
  return (
    <Hydrated queries={[prefetch(savedFunnelsOptions(), () => listFunnels(ctx, { limit: 500 }))]}>
      <FunnelList now={ctx.now.getTime()} mayEdit={isAllowed(ctx.actor.role, 'funnels.edit')} />
    </Hydrated>
  );
}
