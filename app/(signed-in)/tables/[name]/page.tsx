import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { LoadedTable } from '#components/tables/table-sheet';
import { CopyLink } from '#components/ui/copy-link';
import { PageHeader } from '#components/ui/page-header';
import { isAllowed } from '#lib/auth/permissions';
import { pageCtx } from '#lib/http/page-ctx';
import { TableParams } from '#lib/tables/schema';

export const metadata: Metadata = { title: 'Table' };

export default async function Page({ params }: { params: Promise<{ name: string }> }) {
  const ctx = await pageCtx('production.read');
  const parsed = TableParams.safeParse(await params);
  if (!parsed.success) notFound();
  const { name } = parsed.data;
  return (
    <>
      <PageHeader title={name} parents={[{ label: 'Tables', href: '/tables' }]} actions={<CopyLink />} />
      <div className="max-w-4xl">
        <LoadedTable name={name} mayChange={isAllowed(ctx.actor.role, 'production.change')} />
      </div>
    </>
  );
}
