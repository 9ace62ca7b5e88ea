'use client';

import type { ReactNode } from 'react';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { AXIS } from '#components/charts/axis';
import { ChartTooltip } from '#components/charts/chart-tooltip';

export interface BandPoint {
  label: string;
  value: number | null;
  interval: [number, number] | null;
  /** The same of another time, to compare with. */
  before: number | null;
}

interface BandChartProps {
  points: BandPoint[];
  formatValue: (value: number) => string;
  describe: (label: string) => ReactNode;
  height?: number;
}

/** A rate along steps that are no dates, with its interval as a band; what it was before is dashed. */
export default function BandChart({ points, formatValue, describe, height = 220 }: BandChartProps) {
  return (
    <ResponsiveContainer width="100%" height={height}>
      <ComposedChart data={points} margin={{ top: 8, right: 8, bottom: 0, left: 0 }}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="label" {...AXIS} minTickGap={24} />
        <YAxis {...AXIS} axisLine={false} width={52} tickFormatter={formatValue} domain={[0, 'auto']} />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--edge)' }}
          content={<ChartTooltip describe={describe} />}
        />
        <Area
          dataKey="interval"
          stroke="none"
          fill="var(--series-1)"
          fillOpacity={0.18}
          isAnimationActive={false}
          activeDot={false}
        />
        <Line dataKey="before" {...line('var(--ink-3)')} strokeDasharray="4 4" strokeWidth={1.5} />
        <Line dataKey="value" {...line('var(--series-1)')} strokeWidth={2} />
      </ComposedChart>
    </ResponsiveContainer>
  );
}

function line(color: string) {
  return {
    type: 'linear' as const,
    stroke: color,
    dot: { r: 2, fill: color, stroke: color, strokeDasharray: '' },
    activeDot: { r: 4, fill: color, stroke: 'var(--surface)' },
    isAnimationActive: false,
  };
}
