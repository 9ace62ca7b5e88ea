'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { NewMigrationDialog } from '#components/tables/new-migration-dialog';
import { Badge, type Tone } from '#components/ui/badge';
import { Button } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import { ErrorState } from '#components/ui/error-state';
import { PageHeader } from '#components/ui/page-header';
import { ShowMore } from '#components/ui/show-more';
import { TableSkeleton } from '#components/ui/skeleton';
import { type Column, Table } from '#components/ui/table';
import { Time } from '#components/ui/time';
import { migrationsOptions } from '#lib/tables/migration-client';
import { MIGRATION_STEPS } from '#lib/tables/migration-steps';
import type { ServedMigration } from '#lib/tables/saved-migration';

export const MIGRATION_TONE: Record<ServedMigration['status'], Tone> = {
  running: 'attention',
  done: 'good',
  abandoned: 'neutral',
};

export const MIGRATION_WORDS: Record<ServedMigration['status'], string> = {
  running: 'Going on',
  done: 'Done',
  abandoned: 'Given up',
};

/** Changes of tables' data that are never taken back, the newest first. */
export function MigrationList({ mayChange }: { mayChange: boolean }) {
  const [isNew, setNew] = useState(false);
  const list = useInfiniteQuery(migrationsOptions());
  const migrations = list.data?.pages.flatMap((page) => page.migrations);
  const begin = mayChange ? (
    <Button variant="primary" onClick={() => setNew(true)}>
      New migration
    </Button>
  ) : null;
  return (
    <>
      <PageHeader
        title="Migrations"
        parents={[{ label: 'Tables', href: '/tables' }]}
        subtitle="Changes of a table's data that only go forward: code for both formats, then the data, then code that needs the new one."
        actions={begin}
      />
      {list.error ? (
        <ErrorState error={list.error} doing="load the migrations" onRetry={() => void list.refetch()} />
      ) : null}
      {list.isPending ? <TableSkeleton rows={4} label="Loading the migrations" /> : null}
      {migrations?.length === 0 ? (
        <EmptyState title="No migration yet" action={begin}>
          DynamoDB has no rollback of data: what new code writes, old code must be able to read. A migration
          goes through three deploys, and each is ticked with what proves it.
        </EmptyState>
      ) : null}
      {migrations && migrations.length > 0 ? (
        <Table caption="Migrations" columns={COLUMNS} rows={migrations} rowKey={({ id }) => id} />
      ) : null}
      <ShowMore list={list} />
      {isNew ? <NewMigrationDialog onClose={() => setNew(false)} /> : null}
    </>
  );
}

const COLUMNS: Column<ServedMigration>[] = [
  {
    id: 'title',
    header: 'Migration',
    isRowHeader: true,
    cell: ({ id, title, table }) => (
      <span className="flex flex-col py-1.5">
        <Link href={`/tables/migrations/${id}`} className="font-medium hover:underline">
          {title}
        </Link>
        <span className="break-all font-mono text-12 text-ink-3">{table}</span>
      </span>
    ),
  },
  {
    id: 'status',
    header: 'Status',
    width: 'w-28',
    cell: ({ status }) => <Badge tone={MIGRATION_TONE[status]}>{MIGRATION_WORDS[status]}</Badge>,
  },
  {
    id: 'steps',
    header: 'Steps',
    align: 'end',
    width: 'w-20',
    cell: ({ done }) => `${done.length} of ${MIGRATION_STEPS.length}`,
  },
  { id: 'who', header: 'Who', hideBelow: 'sm', width: 'w-36', cell: ({ updatedBy }) => updatedBy },
  {
    id: 'when',
    header: 'Changed',
    hideBelow: 'sm',
    width: 'w-32',
    cell: ({ updatedAt }) => <Time at={updatedAt} />,
  },
];
