import type { Metadata } from 'next';
import { LocksPage } from '#components/locks/locks-page';
import { Hydrated, prefetchPage } from '#components/shell/hydrated';
import { isAllowed } from '#lib/auth/permissions';
import { locksOptions } from '#lib/functions/lock-client';
import { LocksQuery } from '#lib/functions/lock-schema';
import { listLocks } from '#lib/functions/queries/locks';
import { pageCtx } from '#lib/http/page-ctx';

export const metadata: Metadata = { title: 'Locks' };

export default async function Locks() {
  const ctx = await pageCtx('production.read');
  return (
    <Hydrated queries={[prefetchPage(locksOptions('open'), () => listLocks(ctx, LocksQuery.parse({})))]}>
      <LocksPage mayChange={isAllowed(ctx.actor.role, 'production.change')} />
    </Hydrated>
  );
}
