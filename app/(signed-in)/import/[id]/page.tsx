import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { OneImport } from '#components/imports/one-import';
import { Hydrated, prefetch } from '#components/shell/hydrated';
import { importQuery } from '#lib/events/client';
import { ImportParams } from '#lib/events/import/schema';
import { getImport } from '#lib/events/queries';
import { pageCtx } from '#lib/http/page-ctx';

export const metadata: Metadata = { title: 'Import' };

export default async function OneImportPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await pageCtx('events.import');
  const { data } = ImportParams.safeParse(await params);
  if (!data) notFound();
  return (
    <Hydrated queries={[prefetch(importQuery(data.id), () => getImport(ctx, data.id))]}>
      <OneImport id={data.id} />
    </Hydrated>
  );
}
