'use client';

import dynamic from 'next/dynamic';
import { Legend } from '#components/charts/legend';
import { type DayPoint, shortDay } from '#lib/adoption/day-points';
import { formatCompact, formatCount } from '#lib/core/format';
import { formatDay } from '#lib/core/format-time';

const SeriesChart = dynamic(() => import('#components/charts/series-chart'), { ssr: false });

interface SegmentLinesProps {
  days: readonly DayPoint[];
  series: readonly { label: string; values: number[] }[];
  words: string;
}

const MOST = 8;

/** One line for each value of a breakdown. */
export function SegmentLines({ days, series, words }: SegmentLinesProps) {
  const lines = series.map((one, index) => ({
    ...one,
    id: String(index),
    color: index < MOST ? `var(--series-${index + 1})` : 'var(--ink-3)',
  }));
  const describe = (start: string) => {
    const at = days.findIndex((day) => day.start === start);
    const day = days[at];
    if (!day) return null;
    return (
      <span className="flex flex-col tabular-nums">
        <span className="font-medium">{formatDay(day.date)}</span>
        {series.map(({ label, values }) => (
          <span key={label}>
            {label}: {formatCount(values[at])}
          </span>
        ))}
      </span>
    );
  };
  return (
    <div>
      <div className="mb-1 flex flex-wrap justify-between gap-x-4 text-12 text-ink-2">
        {words}
        <Legend items={lines} />
      </div>
      <div className="h-44">
        <SeriesChart
          times={days.map((day) => ({ ...day, label: shortDay(day.date) }))}
          series={lines}
          formatValue={formatCompact}
          describe={describe}
          height={176}
        />
      </div>
    </div>
  );
}
