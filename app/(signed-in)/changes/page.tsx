import type { Metadata } from 'next';
import { ChangeList } from '#components/changes/change-list';
import { Hydrated, prefetchPage } from '#components/shell/hydrated';
import { isAllowed } from '#lib/auth/permissions';
import { changesOptions } from '#lib/changes/client';
import { listChanges } from '#lib/changes/queries/changes';
import { ChangesQuery } from '#lib/changes/schema';
import { pageCtx } from '#lib/http/page-ctx';

export const metadata: Metadata = { title: 'Changes' };

export default async function ChangesPage() {
  const ctx = await pageCtx('production.read');
  return (
    <Hydrated queries={[prefetchPage(changesOptions(), () => listChanges(ctx, ChangesQuery.parse({})))]}>
      <ChangeList mayChange={isAllowed(ctx.actor.role, 'production.change')} />
    </Hydrated>
  );
}
