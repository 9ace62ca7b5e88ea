'use client';

import type { ReactNode } from 'react';
import { Line, LineChart, ResponsiveContainer } from 'recharts';
import { lineLook } from '#components/charts/line-look';
import { firstIncomplete, type Series, seriesRows } from '#components/charts/series-rows';
import { useTimeAxes } from '#components/charts/time-axes';

interface SeriesChartProps {
  times: readonly { start: string; label: string; isIncomplete: boolean }[];
  series: readonly Series[];
  formatValue: (value: number) => string;
  describe: (start: string) => ReactNode;
  group?: string;
  height?: number;
}

/** Several values over time, one line each; where time is not over they are dashed. */
export default function SeriesChart({
  times,
  series,
  formatValue,
  describe,
  group,
  height = 200,
}: SeriesChartProps) {
  const { axes, shared } = useTimeAxes({
    ...{ times, formatValue, describe, group },
    domain: [0, 'auto'],
    hasDecimals: true,
  });
  const rows = seriesRows(
    times.map(({ start }) => start),
    series,
    firstIncomplete(times.map(({ isIncomplete }) => isIncomplete)),
  );
  return (
    <ResponsiveContainer width="100%" height={height}>
      <LineChart data={rows} {...shared}>
        {axes}
        {series.flatMap(({ id, color }) => [
          <Line key={id} dataKey={`${id} whole`} {...lineLook(color)} />,
          <Line key={`${id} open`} dataKey={`${id} open`} {...lineLook(color)} strokeDasharray="4 4" />,
        ])}
      </LineChart>
    </ResponsiveContainer>
  );
}
