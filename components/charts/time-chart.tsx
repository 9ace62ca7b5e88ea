'use client';

import { type ReactNode, useId } from 'react';
import { Bar, BarChart, Cell, Line, LineChart, ResponsiveContainer } from 'recharts';
import { HatchPatterns } from '#components/charts/hatch';
import { lineLook } from '#components/charts/line-look';
import { type Threshold, useTimeAxes } from '#components/charts/time-axes';
import { type TimePoint, timeRows } from '#components/charts/time-rows';

interface TimeChartProps {
  points: TimePoint[];
  kind: 'line' | 'bars';
  formatValue: (value: number) => string;
  /** What the tooltip says about a point. */
  describe: (start: string) => ReactNode;
  /** Charts of one group mark the same time when one of them is hovered: all of a page, unless said. */
  group?: string;
  height?: number;
  color?: string;
  /** Keeps 0 to 1 as the scale of a rate that comes near 1. */
  maximum?: number;
  threshold?: Threshold | undefined;
  /** Buckets with too little in them to say anything: shaded. */
  thin?: ReadonlySet<string> | undefined;
}

/**
 * A value over time. Arrow keys move through the points; incomplete ones are dashed or hatched. What is known of the
 * time that it shows is drawn on it by itself.
 */
export default function TimeChart(props: TimeChartProps) {
  const { points, kind, formatValue, describe, group, height = 200, color = 'var(--series-1)' } = props;
  const id = useId();
  const { axes, shared } = useTimeAxes({
    ...{ times: points, formatValue, describe, group },
    domain: [0, props.maximum ?? 'auto'],
    hasDecimals: kind === 'line',
    threshold: props.threshold,
    thin: props.thin,
  });
  const data = timeRows(points);
  return (
    <ResponsiveContainer width="100%" height={height}>
      {kind === 'bars' ? (
        <BarChart data={data} {...shared} barCategoryGap="20%">
          {axes}
          <HatchPatterns id={id} color={color} />
          <Bar dataKey="value" isAnimationActive={false} fill={color} stroke={color}>
            {points.map((point) => (
              <Cell key={point.start} fill={point.isIncomplete ? `url(#${id}-open)` : color} />
            ))}
          </Bar>
        </BarChart>
      ) : (
        <LineChart data={data} {...shared}>
          {axes}
          <Line {...lineLook(color)} dataKey="complete" />
          <Line {...lineLook(color)} dataKey="incomplete" strokeDasharray="4 4" />
        </LineChart>
      )}
    </ResponsiveContainer>
  );
}
