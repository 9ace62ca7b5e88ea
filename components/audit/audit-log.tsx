'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { AuditEntry } from '#components/audit/audit-entry';
import { AuditFilterBar, useAuditFilters } from '#components/audit/audit-filters';
import { useVerification, VerificationResult, VerifyButton } from '#components/audit/verify';
import { Answered } from '#components/shell/answered';
import { PageHeader } from '#components/ui/page-header';
import { ShowMore } from '#components/ui/show-more';
import { TableSkeleton } from '#components/ui/skeleton';
import { type Column, Table } from '#components/ui/table';
import { Time } from '#components/ui/time';
import type { AuditLink } from '#lib/audit/chain';
import { AUDIT_EXPORT_PATH, auditOptions } from '#lib/audit/client';

/** On a phone the name of who did it stands below the deed. */
const actionCell = ({ action, actor }: AuditLink) => (
  <>
    {action}
    <span className="block pb-1 font-normal text-12 text-ink-2 sm:hidden">{actor.name}</span>
  </>
);

const COLUMNS: Column<AuditLink>[] = [
  {
    id: 'sequence',
    header: 'No.',
    hint: 'Counts from 1 without gaps; each entry carries the hash of the one before.',
    align: 'end',
    width: 'w-14',
    hideBelow: 'sm',
    cell: ({ sequence }) => <span className="text-ink-3">{sequence}</span>,
  },
  { id: 'time', header: 'Time', width: 'w-28 sm:w-44', cell: ({ time }) => <Time at={time} /> },
  {
    id: 'actor',
    header: 'Who',
    hideBelow: 'sm',
    cell: ({ actor }) => <span className="whitespace-nowrap">{actor.name}</span>,
  },
  { id: 'action', header: 'Did what', isRowHeader: true, cell: actionCell },
  {
    id: 'subject',
    header: 'To what',
    hideBelow: 'sm',
    cell: ({ subject }) => (
      <span className="text-ink-2">
        {subject.kind} <code className="font-mono text-12">{subject.id.slice(0, 13)}</code>
      </span>
    ),
  },
];

/** Everything that was ever changed, the newest first. */
export function AuditLog() {
  const { state, setState, filters, isFiltered } = useAuditFilters();
  const list = useInfiniteQuery({ ...auditOptions(filters), placeholderData: keepPreviousData });
  const verification = useVerification();
  return (
    <>
      <PageHeader
        title="Audit"
        subtitle="Every change, by whom and when, in a chain of hashes: changing an old entry breaks all that follow."
        actions={
          <>
            <VerifyButton {...verification} />
            <a
              href={AUDIT_EXPORT_PATH}
              download
              className="inline-flex h-8 items-center gap-1.5 rounded-box border border-edge bg-surface px-3 font-medium hover:bg-hover"
            >
              <Download aria-hidden size={14} />
              Export
            </a>
          </>
        }
      />
      <VerificationResult {...verification} />
      <AuditFilterBar state={state} setState={setState} isFiltered={isFiltered} />
      <Answered
        query={list}
        doing="load the audit"
        skeleton={<TableSkeleton rows={12} label="Loading entries" />}
      >
        {({ pages }) => (
          <Table
            caption="Audit entries, the newest first"
            columns={COLUMNS}
            rows={pages.flatMap((page) => page.entries)}
            rowKey={({ sequence }) => `${sequence}`}
            details={(entry) => <AuditEntry entry={entry} />}
            isStale={list.isPlaceholderData}
            empty={isFiltered ? 'No entry meets these filters.' : 'Nothing has been changed yet.'}
          />
        )}
      </Answered>
      <ShowMore list={list}>Show older entries</ShowMore>
    </>
  );
}
