'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useState } from 'react';
import { STATUS_TONE, STATUS_WORDS, VERDICT_TONE, VERDICT_WORDS } from '#components/changes/change-words';
import { Badge } from '#components/ui/badge';
import { Button, ButtonLink } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import { ErrorState } from '#components/ui/error-state';
import { PageHeader } from '#components/ui/page-header';
import { ShowMore } from '#components/ui/show-more';
import { TableSkeleton } from '#components/ui/skeleton';
import { type Column, Table } from '#components/ui/table';
import { Time } from '#components/ui/time';
import type { SavedChange } from '#lib/changes/answers';
import { changesOptions } from '#lib/changes/client';
import { deedOf } from '#lib/changes/deed-of';

const CleanUpDialog = dynamic(
  () => import('#components/changes/clean-up-dialog').then((file) => file.CleanUpDialog),
  { ssr: false },
);

/** Every change to production, the newest first. */
export function ChangeList({ mayChange }: { mayChange: boolean }) {
  const [isCleaning, setCleaning] = useState(false);
  const list = useInfiniteQuery(changesOptions());
  const changes = list.data?.pages.flatMap((page) => page.changes);
  return (
    <>
      <PageHeader
        title="Changes"
        subtitle="Every change to production that was planned here: what it does, who asked for it, and whether it helped."
        actions={
          mayChange ? <Button onClick={() => setCleaning(true)}>Clean up old versions…</Button> : undefined
        }
      />
      {isCleaning ? <CleanUpDialog onClose={() => setCleaning(false)} /> : null}
      {list.error ? (
        <ErrorState error={list.error} doing="load the changes" onRetry={() => void list.refetch()} />
      ) : null}
      {list.isPending ? <TableSkeleton rows={6} label="Loading the changes" /> : null}
      {changes?.length === 0 ? (
        <EmptyState
          title="Nothing was changed yet"
          action={<ButtonLink href="/live">See what is live</ButtonLink>}
        >
          A rollback begins on the Live page, at the function that hurts.
        </EmptyState>
      ) : null}
      {changes && changes.length > 0 ? (
        <Table caption="Changes" columns={COLUMNS} rows={changes} rowKey={({ id }) => id} />
      ) : null}
      <ShowMore list={list} />
    </>
  );
}

const COLUMNS: Column<SavedChange>[] = [
  {
    id: 'what',
    header: 'What',
    isRowHeader: true,
    cell: (change) => (
      <div className="py-1.5">
        <Link href={`/changes/${change.id}`} className="font-medium hover:underline">
          {deedOf(change)} in {change.environment}
        </Link>
      </div>
    ),
  },
  {
    id: 'status',
    header: 'Status',
    width: 'w-40',
    cell: ({ status, verdict }) =>
      verdict ? (
        <Badge tone={VERDICT_TONE[verdict.verdict]}>{VERDICT_WORDS[verdict.verdict]}</Badge>
      ) : (
        <Badge tone={STATUS_TONE[status]}>{STATUS_WORDS[status]}</Badge>
      ),
  },
  {
    id: 'why',
    header: 'Why',
    hideBelow: 'lg',
    cell: ({ reason }) => <span className="line-clamp-2">{reason}</span>,
  },
  { id: 'who', header: 'Who', hideBelow: 'sm', width: 'w-36', cell: ({ requestedBy }) => requestedBy.name },
  { id: 'when', header: 'When', width: 'w-36', cell: ({ createdAt }) => <Time at={createdAt} /> },
];
