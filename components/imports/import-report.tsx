'use client';

import { Download } from 'lucide-react';
import { ButtonLink } from '#components/ui/button';
import { Metric } from '#components/ui/metric';
import { Notice } from '#components/ui/notice';
import { type Column, Table } from '#components/ui/table';
import { formatCount, formatDuration } from '#lib/core/format';
import type { RejectionReason } from '#lib/core/importer';
import { rejectionsHref } from '#lib/events/client';
import type { ImportDetail } from '#lib/events/import/schema';

const REASONS: Column<RejectionReason>[] = [
  { id: 'reason', header: 'Why', isRowHeader: true, cell: ({ reason }) => reason },
  {
    id: 'column',
    header: 'Column',
    cell: ({ column }) => <code className="font-mono text-12">{column ?? 'the whole row'}</code>,
  },
  { id: 'count', header: 'Rows', align: 'end', cell: ({ count }) => formatCount(count) },
];

/** What became of the file: how much went in, what did not and why. */
export function ImportReport({ found }: { found: ImportDetail }) {
  return (
    <div className="flex flex-col gap-6">
      <Verdict found={found} />
      {found.status === 'done' ? <Counts found={found} /> : null}
      {found.rejected > 0 ? <Rejections found={found} /> : null}
      <div className="flex flex-wrap gap-2">
        {found.status === 'done' ? (
          <ButtonLink href="/funnels/new" variant="primary">
            Build a funnel
          </ButtonLink>
        ) : null}
        <ButtonLink href="/import">Import another file</ButtonLink>
      </div>
    </div>
  );
}

function Verdict({ found }: { found: ImportDetail }) {
  if (found.status === 'failed') {
    return (
      <Notice tone="bad" role="status">
        {found.problem ?? 'The import failed.'} Nothing was imported.
      </Notice>
    );
  }
  if (found.status === 'cancelled') {
    return (
      <Notice tone="unknown" role="status">
        The import was cancelled. Nothing was imported.
      </Notice>
    );
  }
  const tookSeconds =
    found.startedAt && found.finishedAt
      ? (Date.parse(found.finishedAt) - Date.parse(found.startedAt)) / 1000
      : null;
  return (
    <Notice tone="good" role="status">
      {found.accepted === 0 && found.duplicates > 0
        ? 'All of it was here already: nothing was added.'
        : `${formatCount(found.accepted)} new events are visible now.`}
      {tookSeconds === null ? '' : ` It took ${formatDuration(tookSeconds)}.`}
    </Notice>
  );
}

function Counts({ found }: { found: ImportDetail }) {
  return (
    <div className="grid grid-cols-2 gap-6 sm:grid-cols-4">
      <Metric
        value={formatCount(found.rows)}
        label="Rows read"
        explanation="All rows of the file, without its header."
      />
      <Metric
        value={formatCount(found.accepted)}
        label="New events"
        explanation="Rows that became events which were not in the store before."
      />
      <Metric
        value={formatCount(found.duplicates)}
        label="Already there"
        explanation="Rows whose event was in the store before, or came earlier in the file under the same id."
      />
      <Metric
        value={formatCount(found.rejected)}
        label="Rejected"
        explanation="Rows that are no event, for the reasons below. The others went in without them."
      />
    </div>
  );
}

function Rejections({ found }: { found: ImportDetail }) {
  return (
    <section>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h2 className="font-semibold text-16">Why rows were rejected</h2>
        <a
          href={rejectionsHref(found.id)}
          download
          className="inline-flex h-8 items-center gap-1.5 rounded-box border border-edge bg-surface px-3 font-medium hover:bg-hover"
        >
          <Download aria-hidden size={14} />
          Rejected rows (CSV)
        </a>
      </div>
      <Table
        caption="Why rows were rejected"
        columns={REASONS}
        rows={found.reasons}
        rowKey={({ column, reason }) => `${column} ${reason}`}
      />
    </section>
  );
}
