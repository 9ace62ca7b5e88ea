import type { Metadata } from 'next';
import { FunnelWorkbench } from '#components/funnels/funnel-workbench';
import { isAllowed } from '#lib/auth/permissions';
import { pageCtx } from '#lib/http/page-ctx';

export const metadata: Metadata = { title: 'New funnel' };

export default async function NewFunnelPage() {
  const { actor, now } = await pageCtx('analytics.read');
  return <FunnelWorkbench saved={null} now={now.getTime()} mayEdit={isAllowed(actor.role, 'funnels.edit')} />;
}
