import type { Metadata } from 'next';
import { Hydrated, prefetch } from '#components/shell/hydrated';
import { TablesPage } from '#components/tables/tables-page';
import { isAllowed } from '#lib/auth/permissions';
import { pageCtx } from '#lib/http/page-ctx';
import { tablesOptions } from '#lib/tables/client';
import { listTables } from '#lib/tables/queries/list-tables';

export const metadata: Metadata = { title: 'Tables' };

export default async function Page() {
  const ctx = await pageCtx('production.read');
  return (
    <Hydrated queries={[prefetch(tablesOptions(), () => listTables(ctx))]}>
      <TablesPage mayChange={isAllowed(ctx.actor.role, 'production.change')} />
    </Hydrated>
  );
}
