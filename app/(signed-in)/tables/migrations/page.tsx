import type { Metadata } from 'next';
import { Hydrated, prefetchPage } from '#components/shell/hydrated';
import { MigrationList } from '#components/tables/migration-list';
import { isAllowed } from '#lib/auth/permissions';
import { pageCtx } from '#lib/http/page-ctx';
import { migrationsOptions } from '#lib/tables/migration-client';
import { MigrationsQuery } from '#lib/tables/migration-schema';
import { listMigrations } from '#lib/tables/queries/migrations';

export const metadata: Metadata = { title: 'Migrations' };

export default async function Page() {
  const ctx = await pageCtx('production.read');
  const read = () => listMigrations(ctx, MigrationsQuery.parse({}));
  return (
    <Hydrated queries={[prefetchPage(migrationsOptions(), read)]}>
      <MigrationList mayChange={isAllowed(ctx.actor.role, 'production.change')} />
    </Hydrated>
  );
}
