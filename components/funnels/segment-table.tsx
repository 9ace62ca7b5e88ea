import { ShareText } from '#components/funnels/share-text';
import { Table, type Column as TableColumn } from '#components/ui/table';
import { changeBetween } from '#lib/adoption/change';
import { formatCount, formatPoints } from '#lib/core/format';
import type { FunnelAnswer } from '#lib/funnels/answers';
import type { Column, Share } from '#lib/funnels/columns';
import { comparedInWords } from '#lib/funnels/comparison';

/** One value of a breakdown. */
export interface Segment {
  name: string;
  columns: Column[];
  excluded: number;
}

interface SegmentTableProps {
  segments: Segment[];
  answer: FunnelAnswer;
  property: string;
  /** The zone whose days are meant. */
  timeZone: string;
}

/** The rates of each value, of how many, and beside what they were where that was asked. */
export function SegmentTable({ segments, answer, property, timeZone }: SegmentTableProps) {
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
      const column = (segment: Segment) => segment.columns[index + 1];
      return {
        id: `step-${index + 2}`,
        header: `${index + 2} ${step.name}`,
        hint: `Share of the step before that reached ${step.name}`,
        align: 'end',
        // With two steps this is the overall rate.
        hideBelow: 'md',
        cell: (segment) => (
          <Beside now={column(segment)?.fromPrevious} before={column(segment)?.ghost?.fromPrevious} />
        ),
        sortBy: (segment) => sortable(column(segment)?.fromPrevious),
      };
    }),
    {
      id: 'overall',
      header: 'Overall',
      hint: 'Share of those who entered that reached the last step',
      align: 'end',
      cell: (segment) => <Beside now={last(segment)?.fromStart} before={last(segment)?.ghost?.fromStart} />,
      sortBy: (segment) => sortable(last(segment)?.fromStart),
    },
  ];
  return (
    <>
      <Table
        caption={`The funnel by ${property}`}
        columns={columns}
        rows={segments}
        rowKey={({ name }) => name}
        initialSort={{ columnId: 'entered', direction: 'descending' }}
      />
      {answer.compare ? (
        <p className="mt-2 text-12 text-ink-2">
          Beneath each rate: what it was in {comparedInWords(answer, timeZone)}, and the change in points.
        </p>
      ) : null}
    </>
  );
}

function Beside({ now, before }: { now: Share | undefined; before: Share | undefined }) {
  if (!now) return null;
  if (!before) return <ShareText share={now} />;
  const change = changeBetween(now, before);
  return (
    <span className="inline-block py-1.5 whitespace-nowrap">
      <ShareText share={now} /> <span className="text-12 text-ink-2">{ofHowMany(now)}</span>
      <span className="block text-12 text-ink-2">
        was <ShareText share={before} /> {ofHowMany(before)}
      </span>
      {change ? (
        <span className="block text-12">
          {formatPoints(change.difference)}{' '}
          <span className="text-ink-2">{change.isMoreThanNoise ? 'more than noise' : 'could be noise'}</span>
        </span>
      ) : null}
    </span>
  );
}

function ofHowMany({ count, of }: Share): string {
  return `${formatCount(count)} of ${formatCount(of)}`;
}

function sortable(share: Share | undefined): number | null {
  return share && !share.isTooFew ? share.rate : null;
}
