import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { FunnelPage } from '#components/funnels/funnel-page';
import { Hydrated, prefetch } from '#components/shell/hydrated';
import { isAllowed } from '#lib/auth/permissions';
import { AppError } from '#lib/core/errors';
import { savedFunnelOptions } from '#lib/funnels/client';
import { getFunnel } from '#lib/funnels/queries/saved-funnels';
import { pageCtx } from '#lib/http/page-ctx';

export const metadata: Metadata = { title: 'Funnel' };

export default async function SavedFunnelPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await pageCtx('analytics.read');
  const { id } = await params;
  if (!z.uuid().safeParse(id).success) notFound();
  const funnel = await getFunnel(ctx, id).catch((thrown: unknown) => {
    if (thrown instanceof AppError && thrown.code === 'not_found') notFound();
    throw thrown;
  });
  return (
    <Hydrated queries={[prefetch(savedFunnelOptions(id), async () => funnel)]}>
      <FunnelPage id={id} now={ctx.now.getTime()} mayEdit={isAllowed(ctx.actor.role, 'funnels.edit')} />
    </Hydrated>
  );
}
