import type { Metadata } from 'next';
import { ImportList } from '#components/imports/import-list';
import { pageCtx } from '#lib/http/page-ctx';

export const metadata: Metadata = { title: 'Import' };

export default async function ImportPage() {
  await pageCtx('events.import');
  return <ImportList />;
}
