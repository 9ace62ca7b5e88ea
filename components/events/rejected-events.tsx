'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { Answered } from '#components/shell/answered';
import { Badge } from '#components/ui/badge';
import { ExportCsv } from '#components/ui/export-csv';
import { ShowMore } from '#components/ui/show-more';
import { TableSkeleton } from '#components/ui/skeleton';
import { type Column, Table } from '#components/ui/table';
import { Time } from '#components/ui/time';
import { formatCount } from '#lib/core/format';
import { rejectedEventsQuery } from '#lib/events/client';
import type { RejectedAnswer, RejectedImport, RejectedSummary } from '#lib/events/rejected/schema';

const COLUMNS: Column<RejectedSummary>[] = [
  {
    id: 'reason',
    header: 'Reason',
    isRowHeader: true,
    cell: ({ reason, isBatch, sender, lastAt }) => (
      <div className="py-1.5 font-normal wrap-anywhere">
        {reason} {isBatch ? <Badge tone="attention">whole batch</Badge> : null}
        <span className="flex flex-wrap gap-x-2 text-12 text-ink-3 md:hidden">
          {sender}
          <span className="sm:hidden">
            <Time at={lastAt} />
          </span>
        </span>
      </div>
    ),
  },
  {
    id: 'type',
    header: 'Type',
    hideBelow: 'sm',
    width: 'w-36',
    cell: ({ type }) =>
      type === '' ? (
        <span className="text-ink-3">not known</span>
      ) : (
        <span className="wrap-anywhere">{type}</span>
      ),
  },
  {
    id: 'sender',
    header: 'Sent by',
    hideBelow: 'md',
    width: 'w-40',
    cell: ({ sender }) => (sender === '' ? <span className="text-ink-3">several</span> : sender),
  },
  {
    id: 'count',
    header: 'Times',
    align: 'end',
    width: 'w-20',
    sortBy: ({ count }) => count,
    cell: ({ count }) => formatCount(count),
  },
  {
    id: 'last',
    header: 'Last',
    align: 'end',
    hideBelow: 'sm',
    width: 'w-44',
    sortBy: ({ lastAt }) => lastAt,
    cell: ({ lastAt }) => <Time at={lastAt} />,
  },
];

/** What was refused in the last days, and why: the place to find out why an event never arrived. */
export function RejectedEvents() {
  const list = useInfiniteQuery(rejectedEventsQuery());
  return (
    <section aria-label="Rejected events">
      <Answered
        query={list}
        doing="load the rejected events"
        skeleton={<TableSkeleton rows={6} label="Loading the rejected events" />}
      >
        {({ pages }) => <Rejected pages={pages} />}
      </Answered>
      <ShowMore list={list}>Show more reasons</ShowMore>
    </section>
  );
}

function Rejected({ pages }: { pages: RejectedAnswer[] }) {
  const [first] = pages;
  const rejected = pages.flatMap((page) => page.rejected);
  if (!first) return null;
  return (
    <>
      <div className="mb-2 flex items-start justify-between gap-3">
        <p className="max-w-prose text-14 text-ink-2">{sentenceOf(first)}</p>
        <ExportCsv
          name="rejected events"
          head={['reason', 'whole batch', 'type', 'sent by', 'times', 'first', 'last']}
          rows={() => rejected.map(rowOf)}
        />
      </div>
      <Table
        caption="Rejected events by reason, the last first"
        columns={COLUMNS}
        rows={rejected}
        rowKey={(row) => JSON.stringify([row.isBatch, row.sender, row.type, row.reason, row.firstAt])}
        details={(row) => <Samples samples={row.samples} />}
        empty="Nothing was refused."
      />
      {first.imports.length > 0 ? <RejectedRows imports={first.imports} /> : null}
    </>
  );
}

function sentenceOf({ totals, days }: RejectedAnswer): string {
  const { events, batches } = totals;
  if (events + batches === 0) return `Every event that was sent in the last ${days} days was accepted.`;
  const whole =
    batches === 0 ? '' : ` and ${formatCount(batches)} whole ${batches === 1 ? 'batch' : 'batches'}`;
  return `${formatCount(events)} ${events === 1 ? 'event' : 'events'}${whole} refused in the last ${days} days, of all senders. The senders were told the same reasons.`;
}

function Samples({ samples }: { samples: string[] | null }) {
  if (samples === null) {
    return (
      <p className="text-14 text-ink-2">
        What was sent may hold personal data: it is shown to those who may send events.
      </p>
    );
  }
  return (
    <div className="flex flex-col gap-2">
      <p className="text-12 text-ink-2">Some of what was sent, cut to 1 KiB:</p>
      {[...new Set(samples)].map((sample) => (
        <pre
          key={sample}
          className="whitespace-pre-wrap wrap-anywhere rounded-box border border-line bg-surface p-2 font-mono text-12"
        >
          {sample}
        </pre>
      ))}
    </div>
  );
}

function RejectedRows({ imports }: { imports: RejectedImport[] }) {
  return (
    <div className="mt-4 text-14">
      <h3 className="mb-1 font-medium">Rows that imports rejected</h3>
      <ul className="flex flex-col gap-1">
        {imports.map(({ id, fileName, rejected }) => (
          <li key={id}>
            <Link href={`/import/${id}`} className="text-accent-ink underline underline-offset-2">
              {fileName}
            </Link>
            : {formatCount(rejected)} {rejected === 1 ? 'row' : 'rows'}, with reasons and a file to download
          </li>
        ))}
      </ul>
    </div>
  );
}

function rowOf({ reason, isBatch, type, sender, count, firstAt, lastAt }: RejectedSummary) {
  return [reason, isBatch ? 'yes' : 'no', type, sender, count, firstAt, lastAt];
}
