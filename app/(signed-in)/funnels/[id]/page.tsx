import type { Metadata } from 'next';
import { FunnelPage } from '#components/funnels/funnel-page';
import { isAllowed } from '#lib/auth/permissions';
import { pageCtx } from '#lib/http/page-ctx';

export const metadata: Metadata = { title: 'Funnel' };

export default async function SavedFunnelPage({ params }: { params: Promise<{ id: string }> }) {
  const { actor, now } = await pageCtx('analytics.read');
  const { id } = await params;
  return <FunnelPage id={id} now={now.getTime()} mayEdit={isAllowed(actor.role, 'funnels.edit')} />;
}
