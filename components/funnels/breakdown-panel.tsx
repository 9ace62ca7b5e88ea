'use client';

import { ChartFrame } from '#components/charts/chart-frame';
import { MiniFunnel } from '#components/funnels/mini-funnel';
import { segmentsPicture } from '#components/funnels/segments-picture';
import { ShareText } from '#components/funnels/share-text';
import { Table, type Column as TableColumn } from '#components/ui/table';
import { formatCount, formatDuration, formatPercent } from '#lib/core/format';
import type { BreakdownResult, FunnelAnswer } from '#lib/funnels/answers';
import { type Basis, type Column, columnsOf } from '#lib/funnels/columns';
import { segmentName } from '#lib/funnels/segment-name';

interface BreakdownPanelProps {
  answer: FunnelAnswer;
  breakdown: BreakdownResult[];
  property: string;
  basis: Basis;
  isStale: boolean;
}

interface Segment {
  name: string;
  columns: Column[];
  excluded: number;
}

/** The same funnel for each value, side by side on one scale, and as a table that sorts. */
export function BreakdownPanel({ answer, breakdown, property, basis, isStale }: BreakdownPanelProps) {
  const segments = breakdown.map((result) => ({
    name: segmentName(result, property),
    columns: columnsOf(result.funnel, basis),
    excluded: result.excluded,
  }));
  return (
    <ChartFrame
      title={`By ${property}`}
      sentence={message(segments, property)}
      data={segmentData(segments, answer)}
      isStale={isStale}
      hasNoTable
      picture={(words) => segmentsPicture(segments, { ...words, unit: answer.unit })}
    >
      <ul className="mb-4 grid grid-cols-[repeat(auto-fill,minmax(13rem,1fr))] gap-3">
        {segments.map((segment) => (
          <li key={segment.name}>
            <MiniFunnel name={segment.name} columns={segment.columns} unit={answer.unit} basis={basis} />
          </li>
        ))}
      </ul>
      <SegmentTable segments={segments} answer={answer} property={property} />
    </ChartFrame>
  );
}

function SegmentTable({
  segments,
  answer,
  property,
}: {
  segments: Segment[];
  answer: FunnelAnswer;
  property: string;
}) {
  const last = (segment: Segment) => segment.columns.at(-1);
  const columns: TableColumn<Segment>[] = [
    {
      id: 'value',
      header: property,
      isRowHeader: true,
      cell: ({ name }) => name,
      sortBy: ({ name }) => name,
    },
    {
      id: 'entered',
      header: answer.unit === 'user' ? 'Users entered' : 'Sessions entered',
      align: 'end',
      cell: (segment) => formatCount(segment.columns[0]?.count),
      sortBy: (segment) => segment.columns[0]?.count ?? null,
    },
    ...answer.funnel.slice(1).map((step, index): TableColumn<Segment> => {
      const share = (segment: Segment) => segment.columns[index + 1]?.fromPrevious;
      return {
        id: `step-${index + 2}`,
        header: `${index + 2} ${step.name}`,
        hint: `Share of the step before that reached ${step.name}`,
        align: 'end',
        hideBelow: 'md',
        cell: (segment) => <Rate share={share(segment)} />,
        sortBy: (segment) => sortable(share(segment)),
      };
    }),
    {
      id: 'overall',
      header: 'Overall',
      hint: 'Share of those who entered that reached the last step',
      align: 'end',
      cell: (segment) => <Rate share={last(segment)?.fromStart} />,
      sortBy: (segment) => sortable(last(segment)?.fromStart),
    },
  ];
  return (
    <Table
      caption={`The funnel by ${property}`}
      columns={columns}
      rows={segments}
      rowKey={({ name }) => name}
      initialSort={{ columnId: 'entered', direction: 'descending' }}
    />
  );
}

type MaybeShare = Column['fromStart'] | undefined;

function Rate({ share }: { share: MaybeShare }) {
  return share ? <ShareText share={share} /> : null;
}

function sortable(share: MaybeShare): number | null {
  return share && !share.isTooFew ? share.rate : null;
}

function message(segments: Segment[], property: string): string {
  const rated = segments
    .map(({ name, columns }) => ({ name, share: columns.at(-1)?.fromStart }))
    .filter(({ share }) => share && !share.isTooFew)
    .toSorted((a, b) => (b.share?.rate ?? 0) - (a.share?.rate ?? 0));
  const best = rated[0];
  const worst = rated.at(-1);
  if (!best || !worst || best === worst) return `Too few people to compare values of ${property}.`;
  return `Highest: ${best.name}, ${formatPercent(best.share?.rate)}; lowest: ${worst.name}, ${formatPercent(worst.share?.rate)}.`;
}

function segmentData(segments: Segment[], answer: FunnelAnswer) {
  const exact = segments.flatMap(({ name, columns }) =>
    columns.map((column) => [
      name,
      `${column.number} ${column.name}`,
      column.count,
      column.fromStart.rate,
      column.fromPrevious.rate,
      column.pending,
      column.medianSeconds,
    ]),
  );
  const people = answer.unit === 'user' ? 'Users' : 'Sessions';
  return {
    head: ['Value', 'Step', people, 'Share of start', 'Share of previous', 'Still open', 'Median seconds'],
    rows: exact.map(([name = null, step = null, count, start, previous, open, median]) => [
      name,
      step,
      formatCount(Number(count)),
      formatPercent(start as number | null),
      formatPercent(previous as number | null),
      formatCount(Number(open)),
      formatDuration(median as number | null),
    ]),
    exact,
  };
}
