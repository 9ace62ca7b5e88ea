'use client';

import { type ReactNode, useId } from 'react';
import { Bar, BarChart, Cell, ReferenceLine, ResponsiveContainer } from 'recharts';
import { HatchPatterns } from '#components/charts/hatch';
import type { Series } from '#components/charts/series-rows';
import { useTimeAxes } from '#components/charts/time-axes';

interface StackChartProps {
  times: readonly { start: string; label: string; isIncomplete: boolean }[];
  /** The first stands on the line; what hangs below it has negative values. */
  series: readonly Series[];
  formatValue: (value: number) => string;
  describe: (start: string) => ReactNode;
  group?: string;
  height?: number;
}

/** Parts of a whole over time, one upon the other; negative ones hang below the line. Hatched: not over yet. */
export default function StackChart({
  times,
  series,
  formatValue,
  describe,
  group,
  height = 240,
}: StackChartProps) {
  const id = useId();
  const { axes, shared } = useTimeAxes({
    ...{ times, formatValue, describe, group },
    domain: ['auto', 'auto'],
    hasDecimals: false,
  });
  const rows = times.map(({ start }, index) => ({
    start,
    ...Object.fromEntries(series.map((one) => [one.id, one.values[index] ?? 0])),
  }));
  return (
    <ResponsiveContainer width="100%" height={height}>
      <BarChart data={rows} {...shared} stackOffset="sign" barCategoryGap="20%">
        {axes}
        {series.map((one) => (
          <HatchPatterns key={one.id} id={`${id}-${one.id}`} color={one.color} />
        ))}
        <ReferenceLine y={0} stroke="var(--edge)" />
        {series.map((one) => (
          <Bar key={one.id} dataKey={one.id} stackId="all" fill={one.color} isAnimationActive={false}>
            {times.map(({ start, isIncomplete }) => (
              <Cell key={start} fill={isIncomplete ? `url(#${id}-${one.id}-open)` : one.color} />
            ))}
          </Bar>
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}
