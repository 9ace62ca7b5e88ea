'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { ImportStatusBadge } from '#components/imports/import-status';
import { UploadFile } from '#components/imports/upload-file';
import { Answered } from '#components/shell/answered';
import { PageHeader } from '#components/ui/page-header';
import { ShowMore } from '#components/ui/show-more';
import { TableSkeleton } from '#components/ui/skeleton';
import { type Column, Table } from '#components/ui/table';
import { Time } from '#components/ui/time';
import { formatBytes, formatCount } from '#lib/core/format';
import { importsQuery } from '#lib/events/client';
import type { ImportView } from '#lib/events/import/schema';

const COLUMNS: Column<ImportView>[] = [
  {
    id: 'file',
    header: 'File',
    isRowHeader: true,
    sortBy: ({ fileName }) => fileName,
    cell: ({ id, fileName }) => (
      <Link
        href={`/import/${id}`}
        className="inline-block max-w-48 truncate align-middle text-accent-ink hover:underline sm:max-w-80"
      >
        {fileName}
      </Link>
    ),
  },
  { id: 'status', header: 'State', cell: ({ status }) => <ImportStatusBadge status={status} /> },
  {
    id: 'accepted',
    header: 'New events',
    align: 'end',
    sortBy: ({ accepted }) => accepted,
    cell: ({ accepted }) => formatCount(accepted),
  },
  {
    id: 'duplicates',
    header: 'Already there',
    hint: 'Rows whose event was in the store before, or came earlier in the file under the same id.',
    align: 'end',
    hideBelow: 'md',
    sortBy: ({ duplicates }) => duplicates,
    cell: ({ duplicates }) => formatCount(duplicates),
  },
  {
    id: 'rejected',
    header: 'Rejected',
    align: 'end',
    hideBelow: 'sm',
    sortBy: ({ rejected }) => rejected,
    cell: ({ rejected }) => formatCount(rejected),
  },
  {
    id: 'bytes',
    header: 'Size',
    align: 'end',
    hideBelow: 'md',
    sortBy: ({ bytes }) => bytes,
    cell: ({ bytes }) => formatBytes(bytes),
  },
  {
    id: 'when',
    header: 'When',
    align: 'end',
    hideBelow: 'sm',
    sortBy: ({ createdAt }) => Date.parse(createdAt),
    cell: ({ createdAt }) => <Time at={createdAt} />,
  },
];

/** Choose a file above, see what became of earlier ones below. */
export function ImportList() {
  const list = useInfiniteQuery(importsQuery());
  return (
    <>
      <PageHeader
        title="Import"
        subtitle="Events from a file. Importing the same file again adds nothing; cancelling leaves nothing."
      />
      <UploadFile />
      <h2 className="mb-3 font-semibold text-16">Earlier imports</h2>
      <Answered
        query={list}
        doing="load the imports"
        skeleton={<TableSkeleton rows={4} label="Loading imports" />}
      >
        {({ pages }) => (
          <Table
            caption="Earlier imports, the newest first"
            columns={COLUMNS}
            rows={pages.flatMap(({ imports }) => imports)}
            rowKey={({ id }) => id}
            empty="No file has been imported yet."
          />
        )}
      </Answered>
      <ShowMore list={list} />
    </>
  );
}
