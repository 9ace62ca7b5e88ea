import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Hydrated, prefetch } from '#components/shell/hydrated';
import { MigrationPage } from '#components/tables/migration-page';
import { isAllowed } from '#lib/auth/permissions';
import { pageCtx } from '#lib/http/page-ctx';
import { migrationOptions } from '#lib/tables/migration-client';
import { MigrationParams } from '#lib/tables/migration-schema';
import { getMigration } from '#lib/tables/queries/migrations';

export const metadata: Metadata = { title: 'Migration' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await pageCtx('production.read');
  const parsed = MigrationParams.safeParse(await params);
  if (!parsed.success) notFound();
  const { id } = parsed.data;
  return (
    <Hydrated queries={[prefetch(migrationOptions(id), () => getMigration(ctx, id))]}>
      <MigrationPage id={id} mayChange={isAllowed(ctx.actor.role, 'production.change')} />
    </Hydrated>
  );
}
