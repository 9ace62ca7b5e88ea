import { formatCount, formatDuration, formatPercent, formatPoints } from '#lib/core/format';
import type { Column, Share } from '#lib/funnels/columns';
import { countInWords } from '#lib/funnels/count-in-words';
import type { Unit } from '#lib/funnels/url-state';

/** Everything about one step, exact: what its tooltip says. */
export function ColumnDetails({ column, unit }: { column: Column; unit: Unit }) {
  const { fromStart, fromPrevious, interval, medianSeconds, averageSeconds, ghost, previousNumber } = column;
  const rows: [string, string][] = [
    ['Reached', countInWords(column.count, unit)],
    ...(previousNumber === null
      ? []
      : ([
          ['Of start', shareInWords(fromStart)],
          [`Of step ${previousNumber}`, shareInWords(fromPrevious)],
        ] satisfies [string, string][])),
    ...(interval ? [['95% interval', intervalInWords(interval)] satisfies [string, string]] : []),
    ...(column.pending > 0
      ? [['Window still open', formatCount(column.pending)] satisfies [string, string]]
      : []),
    ...(column.dropped > 0 ? [['Lost', formatCount(column.dropped)] satisfies [string, string]] : []),
    ...(medianSeconds === null
      ? []
      : [['Time, half / mean', timesInWords(medianSeconds, averageSeconds)] satisfies [string, string]]),
    ...(ghost?.difference == null
      ? []
      : [['Against before', formatPoints(ghost.difference)] satisfies [string, string]]),
  ];
  return (
    <span className="block">
      <span className="mb-1 block font-medium">
        {column.number} {column.name}
      </span>
      <span className="grid grid-cols-[auto_auto] gap-x-4 tabular-nums">
        {rows.map(([label, value]) => (
          <span key={label} className="contents">
            <span className="text-ink-2">{label}</span>
            <span className="text-right">{value}</span>
          </span>
        ))}
      </span>
    </span>
  );
}

/** "62.0% (746 of 1,204)": exact even where the page says too few. */
export function shareInWords({ rate, count, of }: Share): string {
  return rate === null ? 'no data' : `${formatPercent(rate)} (${formatCount(count)} of ${formatCount(of)})`;
}

export function intervalInWords([low, high]: [number, number]): string {
  return `${formatPercent(low)} to ${formatPercent(high)}`;
}

function timesInWords(median: number, mean: number | null): string {
  return `${formatDuration(median)} / ${formatDuration(mean)}`;
}
