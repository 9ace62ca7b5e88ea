'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import Link from 'next/link';
import { OUTCOME_TONE, OUTCOME_WORDS } from '#components/automation/automation-words';
import { Badge } from '#components/ui/badge';
import { EmptyState } from '#components/ui/empty-state';
import { ErrorState } from '#components/ui/error-state';
import { ExportCsv } from '#components/ui/export-csv';
import { ShowMore } from '#components/ui/show-more';
import { TableSkeleton } from '#components/ui/skeleton';
import { type Column, Table } from '#components/ui/table';
import { Time } from '#components/ui/time';
import type { ServedDecision } from '#lib/automation/answers';
import { decisionsOptions } from '#lib/automation/client';

/** Everything that went red, and what was decided of it. */
export function DecisionsTable() {
  const list = useInfiniteQuery(decisionsOptions('red'));
  const rows = list.data?.pages.flatMap(({ decisions }) => decisions);
  return (
    <section aria-labelledby="decided" className="mt-8">
      <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
        <h2 id="decided" className="font-medium text-16">
          Decided
        </h2>
        {rows && rows.length > 0 ? (
          <ExportCsv name="automation decisions" head={HEAD} rows={() => exported(rows)} />
        ) : null}
      </div>
      {list.isPending ? <TableSkeleton rows={5} label="Loading what was decided" /> : null}
      {list.error && !rows ? (
        <ErrorState error={list.error} doing="load what was decided" onRetry={() => void list.refetch()} />
      ) : null}
      {rows?.length === 0 ? (
        <EmptyState title="Nothing has gone red yet">
          When something does, what was decided stands here with its reason: rolled back, asked for a person,
          or why nothing was done.
        </EmptyState>
      ) : null}
      {rows && rows.length > 0 ? (
        <Table
          caption="What automation decided, the newest first"
          columns={COLUMNS}
          rows={rows}
          rowKey={({ id }) => id}
          details={(row) => <DecisionDetails decision={row} />}
        />
      ) : null}
      <ShowMore list={list} />
    </section>
  );
}

const COLUMNS: Column<ServedDecision>[] = [
  { id: 'since', header: 'Red since', width: 'w-32', cell: ({ since }) => <Time at={since} /> },
  {
    id: 'what',
    header: 'What',
    isRowHeader: true,
    cell: ({ name }) => <span className="break-all font-mono text-12">{name}</span>,
  },
  {
    id: 'outcome',
    header: 'Decision',
    width: 'w-48',
    cell: ({ outcome }) => <Badge tone={OUTCOME_TONE[outcome]}>{OUTCOME_WORDS[outcome]}</Badge>,
  },
  {
    id: 'why',
    header: 'Why',
    hideBelow: 'md',
    cell: ({ why }) => <span className="line-clamp-2">{why}</span>,
  },
  {
    id: 'then',
    header: 'Then',
    hideBelow: 'sm',
    width: 'w-36',
    cell: (decision) => <Then decision={decision} />,
  },
];

function DecisionDetails({ decision }: { decision: ServedDecision }) {
  const { why, functionName, decidedAt } = decision;
  return (
    <div className="flex flex-col gap-1 text-12 text-ink-2">
      <p>{why}</p>
      <p>
        Decided <Time at={decidedAt} /> for <span className="break-all font-mono">{functionName}</span>.{' '}
        <Then decision={decision} />
      </p>
    </div>
  );
}

function Then({ decision: { changeId, incidentId } }: { decision: ServedDecision }) {
  if (!changeId && !incidentId) return <span className="text-ink-3">nothing</span>;
  return (
    <span className="inline-flex flex-wrap gap-2">
      {changeId ? (
        <Link href={`/changes/${changeId}`} className="underline">
          The rollback
        </Link>
      ) : null}
      {incidentId ? (
        <Link href={`/incidents/${incidentId}` as Route} className="underline">
          The incident
        </Link>
      ) : null}
    </span>
  );
}

const HEAD = ['Red since', 'What', 'Function', 'Trigger', 'Decision', 'Why', 'Change', 'Incident'];

function exported(rows: readonly ServedDecision[]) {
  return rows.map(({ since, name, functionName, trigger, outcome, why, changeId, incidentId }) => [
    since,
    name,
    functionName,
    trigger,
    outcome,
    why,
    changeId,
    incidentId,
  ]);
}
