import { formatCount, formatDuration, formatPercent } from '#lib/core/format';
import type { Column } from '#lib/funnels/columns';
import type { Unit } from '#lib/funnels/url-state';

type Cell = string | number | null;

interface StepData {
  head: string[];
  rows: Cell[][];
  exact: Cell[][];
}

/** The funnel as a table, as it is read and with every digit. */
export function stepData(columns: Column[], unit: Unit): StepData {
  const head = [
    'Step',
    unit === 'user' ? 'Users' : 'Sessions',
    'Share of start',
    'Share of previous',
    'Interval low',
    'Interval high',
    'Drop-off',
    'Still open',
    'Median seconds',
    'Mean seconds',
  ];
  const exact = columns.map((column) => [
    `${column.number} ${column.name}`,
    column.count,
    column.fromStart.rate,
    column.fromPrevious.rate,
    column.exactInterval?.[0] ?? null,
    column.exactInterval?.[1] ?? null,
    column.dropped,
    column.pending,
    column.medianSeconds,
    column.averageSeconds,
  ]);
  return { head, exact, rows: exact.map(inWords) };
}

function inWords(cells: Cell[]): Cell[] {
  return cells.map((cell, index) => {
    if (typeof cell === 'string') return cell;
    if (index >= 2 && index <= 5) return formatPercent(cell);
    return index >= 8 ? formatDuration(cell) : formatCount(cell);
  });
}
