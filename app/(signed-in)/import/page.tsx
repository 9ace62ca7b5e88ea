import type { Metadata } from 'next';
import { ImportList } from '#components/imports/import-list';
import { Hydrated, prefetchPage } from '#components/shell/hydrated';
import { importsQuery } from '#lib/events/client';
import { ImportListQuery } from '#lib/events/import/schema';
import { listImports } from '#lib/events/queries';
import { pageCtx } from '#lib/http/page-ctx';

export const metadata: Metadata = { title: 'Import' };

export default async function ImportPage() {
  const ctx = await pageCtx('events.import');
  const first = prefetchPage(importsQuery(), () => listImports(ctx, ImportListQuery.parse({})));
  return (
    <Hydrated queries={[first]}>
      <ImportList />
    </Hydrated>
  );
}
