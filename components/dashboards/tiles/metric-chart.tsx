'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { ChartFrame } from '#components/charts/chart-frame';
import { OpenLink } from '#components/dashboards/tiles/open-link';
import { PanelState } from '#components/funnels/panel-state';
import type { DailyRow } from '#lib/adoption/daily';
import { formatCompact, formatCount, formatDuration } from '#lib/core/format';
import { formatDay } from '#lib/core/format-time';
import { daysBetween, type Period } from '#lib/dashboards/days-between';
import { seriesOf } from '#lib/dashboards/digest-readings';
import type { Tile } from '#lib/dashboards/schema';

const TimeChart = dynamic(() => import('#components/charts/time-chart'), { ssr: false });

interface MetricChartProps {
  tile: Extract<Tile, { kind: 'metric' }>;
  title: string;
  href: string;
  daily: UseQueryResult<DailyRow[]>;
  period: Period;
  now: number;
}

/** The days of a feature: the column of its daily usage that goes with the metric. */
export function MetricChart({ tile, title, href, daily, period, now }: MetricChartProps) {
  const { column, label, unit } = seriesOf(tile.metric);
  const rows = daily.data?.filter(({ feature }) => feature === tile.feature) ?? [];
  const byDate = new Map(rows.map((row) => [row.date, row[column]]));
  const isMean = unit === 'seconds';
  const points = daysBetween(period, now).map(({ date, start, isOver }) => ({
    date,
    start,
    label: formatDay(date).replace(/ \d{4}$/, ''),
    value: byDate.get(date) ?? (isMean ? null : 0),
    isIncomplete: !isOver,
  }));
  const words = (value: number | null) => (isMean ? formatDuration(value) : formatCount(value));
  return (
    <ChartFrame
      title={title}
      sentence={daily.data ? sentenceOf(label, points, words) : `${label}.`}
      data={{
        head: ['Day', label],
        rows: points.map(({ date, value }) => [formatDay(date), words(value)]),
        exact: points.map(({ date, value }) => [date, value]),
      }}
      isStale={daily.isPlaceholderData}
      controls={<OpenLink href={href} />}
    >
      <PanelState query={daily} doing="count the days" height="h-50">
        {() => (
          <div className="h-50">
            <TimeChart
              kind={isMean ? 'line' : 'bars'}
              points={points}
              formatValue={isMean ? formatDuration : formatCompact}
              describe={(start) => {
                const point = points.find((one) => one.start === start);
                return point ? `${formatDay(point.date)}: ${words(point.value)}` : '';
              }}
            />
          </div>
        )}
      </PanelState>
    </ChartFrame>
  );
}

function sentenceOf(
  label: string,
  points: { date: string; value: number | null; isIncomplete: boolean }[],
  words: (value: number | null) => string,
): string {
  const whole = points.filter(({ value, isIncomplete }) => value !== null && !isIncomplete);
  const highest = whole.reduce<(typeof whole)[number] | null>(
    (top, point) => (top === null || (point.value ?? 0) > (top.value ?? 0) ? point : top),
    null,
  );
  const last = whole.at(-1);
  if (!highest || !last || highest.value === 0) return `${label}: nothing in this period.`;
  return `${label}: ${words(last.value)} on ${formatDay(last.date)}, the last whole day; most on ${formatDay(highest.date)}, ${words(highest.value)}.`;
}
