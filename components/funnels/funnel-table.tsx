'use client';

import { intervalInWords, shareInWords } from '#components/funnels/column-details';
import { ShareText } from '#components/funnels/share-text';
import { OpenNumber } from '#components/ui/open-number';
import { Table, type Column as TableColumn } from '#components/ui/table';
import { Tooltip } from '#components/ui/tooltip';
import { formatCount, formatDuration } from '#lib/core/format';
import type { Column, Share } from '#lib/funnels/columns';
import type { PeopleChoice, Unit } from '#lib/funnels/url-state';

interface FunnelTableProps {
  columns: Column[];
  unit: Unit;
  onPeople: (choice: PeopleChoice) => void;
}

/** The same numbers as the columns, exact, one row a step. Counts open the people behind them. */
export function FunnelTable({ columns, unit, onPeople }: FunnelTableProps) {
  const people =
    (outcome: PeopleChoice['outcome'], count: (column: Column) => number) => (column: Column) => (
      <OpenNumber
        isEmpty={count(column) === 0}
        label={`${formatCount(count(column))} ${outcome} at step ${column.number}, ${column.name}. Show them.`}
        onSelect={() => onPeople({ step: column.number, outcome })}
      >
        {formatCount(count(column))}
      </OpenNumber>
    );
  const right = { align: 'end' as const };
  const tableColumns: TableColumn<Column>[] = [
    {
      id: 'step',
      header: 'Step',
      isRowHeader: true,
      width: 'min-w-36',
      cell: (column) => (
        <>
          <span className="text-ink-3 tabular-nums">{column.number}</span> {column.name}
          {column.isOptional ? <span className="font-normal text-ink-3"> optional</span> : null}
        </>
      ),
    },
    {
      id: 'count',
      header: unit === 'user' ? 'Users' : 'Sessions',
      ...right,
      cell: people('converted', (c) => c.count),
    },
    { id: 'start', header: 'Of start', ...right, cell: (column) => <ExactShare share={column.fromStart} /> },
    {
      id: 'previous',
      header: 'Of previous',
      hint: 'Of the step before that is not optional',
      ...right,
      cell: (column) => <ExactShare share={column.fromPrevious} />,
    },
    {
      id: 'interval',
      header: '95% interval',
      hint: 'Wilson interval of the share of the previous step',
      ...right,
      cell: (column) => (column.exactInterval ? intervalInWords(column.exactInterval) : <Nothing />),
    },
    {
      id: 'dropped',
      header: 'Drop-off',
      hint: 'Reached the step before, not this one, and cannot any more',
      ...right,
      cell: people('dropped', (column) => column.dropped),
    },
    {
      id: 'pending',
      header: 'Still open',
      hint: 'Reached the step before, not this one, and are still inside their window',
      ...right,
      cell: people('pending', (column) => column.pending),
    },
    {
      id: 'median',
      header: 'Median time',
      hint: 'From the step before, in the run that counted',
      ...right,
      cell: (column) => (column.medianSeconds === null ? <Nothing /> : formatDuration(column.medianSeconds)),
    },
    {
      id: 'mean',
      header: 'Mean time',
      ...right,
      cell: (column) =>
        column.averageSeconds === null ? <Nothing /> : formatDuration(column.averageSeconds),
    },
  ];
  return (
    <Table
      caption="Steps of the funnel"
      columns={tableColumns}
      rows={columns}
      rowKey={(column) => String(column.number)}
    />
  );
}

function ExactShare({ share }: { share: Share }) {
  return (
    <Tooltip content={shareInWords(share)} isFocusable>
      <ShareText share={share} />
    </Tooltip>
  );
}

function Nothing() {
  return <span className="text-ink-3">no data</span>;
}
