import type { Metadata } from 'next';
import { FunnelList } from '#components/funnels/funnel-list';
import { isAllowed } from '#lib/auth/permissions';
import { pageCtx } from '#lib/http/page-ctx';

export const metadata: Metadata = { title: 'Funnels' };

export default async function FunnelsPage() {
  const { actor, now } = await pageCtx('analytics.read');
  return <FunnelList now={now.getTime()} mayEdit={isAllowed(actor.role, 'funnels.edit')} />;
}
