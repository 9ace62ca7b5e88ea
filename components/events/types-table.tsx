'use client';

import { Sparkline } from '#components/charts/sparkline';
import type { EventsViewState } from '#components/events/use-events-view';
import { ExportCsv } from '#components/ui/export-csv';
import { type Column, Table } from '#components/ui/table';
import { Time } from '#components/ui/time';
import { formatCount, formatPercent } from '#lib/core/format';
import type { VolumeAnswer, VolumeSeries } from '#lib/events/catalog-schema';

interface TypesTableProps {
  answer: VolumeAnswer;
  isStale: boolean;
  change: EventsViewState['change'];
}

/** What kinds of events there are, by feature. */
export function TypesTable({ answer, isStale, change }: TypesTableProps) {
  const { series, others, total, starts } = answer;
  const rows = () =>
    series.map((one) => [one.type, one.feature, one.count, one.count / total, one.lastSeen, ...one.counts]);
  const head = [
    'type',
    'feature',
    'events',
    'share',
    'last seen',
    ...starts.map((start) => start.slice(0, 10)),
  ];
  return (
    <section aria-label="Types by feature">
      <div className="mb-2 flex items-center justify-between gap-3">
        <p className="text-14 text-ink-2">
          {formatCount(series.length + others.series)} kinds of events. Choose one to look at it alone.
        </p>
        <ExportCsv name="event types" head={head} rows={rows} />
      </div>
      <Table
        caption="Types of events by feature"
        columns={columnsOf(answer, change)}
        rows={series}
        rowKey={({ type, feature }) => JSON.stringify([type, feature])}
        isStale={isStale}
        empty="No event meets this."
      />
      {others.series > 0 ? (
        <p className="mt-2 text-12 text-ink-3">
          {formatCount(others.series)} rarer kinds with {formatCount(others.count)} events are not listed;
          filter to find them.
        </p>
      ) : null}
    </section>
  );
}

function columnsOf(
  { total, starts, meta, interval }: VolumeAnswer,
  change: EventsViewState['change'],
): Column<VolumeSeries>[] {
  const running = starts.findIndex((_, index) => (starts[index + 1] ?? '9999') > meta.computedAt);
  return [
    {
      id: 'type',
      header: 'Type',
      isRowHeader: true,
      sortBy: ({ type }) => type,
      cell: ({ type, feature }) => (
        <>
          <Choice text={type} onChoose={() => change({ type })} />
          {feature === null ? null : (
            <span className="block pb-1 font-normal text-12 text-ink-2 sm:hidden">{feature}</span>
          )}
        </>
      ),
    },
    {
      id: 'feature',
      header: 'Feature',
      hideBelow: 'sm',
      sortBy: ({ feature }) => feature,
      cell: ({ feature }) =>
        feature === null ? (
          <span className="text-ink-3">none</span>
        ) : (
          <Choice text={feature} onChoose={() => change({ feature })} />
        ),
    },
    {
      id: 'count',
      header: 'Events',
      align: 'end',
      sortBy: ({ count }) => count,
      cell: ({ count }) => formatCount(count),
    },
    {
      id: 'share',
      header: 'Share',
      hint: 'Of all events of these days that meet the filter.',
      align: 'end',
      hideBelow: 'md',
      cell: ({ count }) => formatPercent(count / total),
    },
    {
      id: 'trend',
      header: `By ${interval}`,
      hideBelow: 'md',
      width: 'w-36',
      cell: ({ counts, type }) => (
        <span className="flex items-center">
          <Sparkline
            values={counts}
            label={`${type} by ${interval}: ${counts.map((count) => formatCount(count)).join(', ')}`}
            {...(running === -1 ? {} : { incompleteFrom: running })}
          />
        </span>
      ),
    },
    {
      id: 'last',
      header: 'Last seen',
      hint: 'The latest time of an event, not of its receipt.',
      align: 'end',
      width: 'w-36 sm:w-44',
      sortBy: ({ lastSeen }) => lastSeen,
      cell: ({ lastSeen }) => <Time at={lastSeen} />,
    },
  ];
}

function Choice({ text, onChoose }: { text: string; onChoose: () => void }) {
  return (
    <button
      type="button"
      onClick={onChoose}
      className="min-h-6 rounded-box text-left wrap-anywhere hover:underline"
    >
      {text}
    </button>
  );
}
