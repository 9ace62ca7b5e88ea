'use client';

import type { ReactNode } from 'react';
import {
  Bar,
  BarChart,
  CartesianGrid,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { AXIS } from '#components/charts/axis';
import { ChartTooltip } from '#components/charts/chart-tooltip';
import { formatCompact } from '#lib/core/format';

export interface HistogramBin {
  from: number;
  label: string;
  count: number;
}

interface HistogramProps {
  bins: HistogramBin[];
  describe: (from: string) => ReactNode;
  /** A vertical line at the bin that holds this value, such as the median. */
  mark?: { from: number; label: string } | undefined;
  height?: number;
}

/** How often each stretch of values occurs; bars touch because the stretches do. */
export default function Histogram({ bins, describe, mark, height = 200 }: HistogramProps) {
  const labels = new Map(bins.map(({ from, label }) => [String(from), label]));
  return (
    <ResponsiveContainer width="100%" height={height}>
      <BarChart data={bins} barCategoryGap={1} margin={{ top: 20, right: 8, bottom: 0, left: 0 }}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="from"
          {...AXIS}
          minTickGap={24}
          tickFormatter={(from: number) => labels.get(String(from)) ?? String(from)}
        />
        <YAxis {...AXIS} axisLine={false} width={52} tickFormatter={formatCompact} allowDecimals={false} />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: 'var(--hover)', fillOpacity: 0.5 }}
          content={<ChartTooltip describe={describe} />}
        />
        <Bar dataKey="count" fill="var(--series-1)" isAnimationActive={false} />
        {mark ? (
          <ReferenceLine
            x={mark.from}
            stroke="var(--ink)"
            strokeDasharray="3 3"
            label={{ value: mark.label, position: 'top', fill: 'var(--ink-2)', fontSize: 12 }}
          />
        ) : null}
      </BarChart>
    </ResponsiveContainer>
  );
}
