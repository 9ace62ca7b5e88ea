import type { Metadata } from 'next';
import { OneImport } from '#components/imports/one-import';
import { pageCtx } from '#lib/http/page-ctx';

export const metadata: Metadata = { title: 'Import' };

export default async function OneImportPage({ params }: { params: Promise<{ id: string }> }) {
  await pageCtx('events.import');
  return <OneImport id={(await params).id} />;
}
