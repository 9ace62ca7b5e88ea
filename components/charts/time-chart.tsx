'use client';

import { type ReactNode, useId } from 'react';
import {
  Bar,
  BarChart,
  CartesianGrid,
  Cell,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { AXIS } from '#components/charts/axis';
import { ChartTooltip } from '#components/charts/chart-tooltip';
import { HatchPatterns } from '#components/charts/hatch';
import { type TimePoint, timeRows } from '#components/charts/time-rows';

/** Something that happened, such as a deploy: a thin line with its name on hover. */
export interface TimeMarker {
  start: string;
  label: string;
}

interface TimeChartProps {
  points: TimePoint[];
  kind: 'line' | 'bars';
  formatValue: (value: number) => string;
  /** What the tooltip says about a point. */
  describe: (start: string) => ReactNode;
  /** Charts of one page with the same group mark the same time when one of them is hovered. */
  group: string;
  markers?: TimeMarker[];
  height?: number;
  color?: string;
  /** Keeps 0 to 1 as the scale of a rate that comes near 1. */
  maximum?: number;
}

const MARGIN = { top: 8, right: 8, bottom: 0, left: 0 };

/** A value over time. Arrow keys move through the points; incomplete ones are dashed or hatched. */
export default function TimeChart(props: TimeChartProps) {
  const { points, kind, height = 200, color = 'var(--series-1)' } = props;
  const id = useId();
  const shared = {
    data: timeRows(points),
    syncId: props.group,
    syncMethod: 'value' as const,
    margin: MARGIN,
  };
  return (
    <ResponsiveContainer width="100%" height={height}>
      {kind === 'bars' ? (
        <BarChart {...shared} barCategoryGap="20%">
          {furniture(props)}
          <HatchPatterns id={id} color={color} />
          <Bar dataKey="value" isAnimationActive={false} fill={color} stroke={color}>
            {points.map((point) => (
              <Cell key={point.start} fill={point.isIncomplete ? `url(#${id}-open)` : color} />
            ))}
          </Bar>
        </BarChart>
      ) : (
        <LineChart {...shared}>
          {furniture(props)}
          <Line {...line(color)} dataKey="complete" />
          <Line {...line(color)} dataKey="incomplete" strokeDasharray="4 4" />
        </LineChart>
      )}
    </ResponsiveContainer>
  );
}

function furniture({
  points,
  kind,
  formatValue,
  describe,
  markers = [],
  maximum,
}: TimeChartProps): ReactNode {
  const labels = new Map(points.map(({ start, label }) => [start, label]));
  return [
    <CartesianGrid key="grid" vertical={false} stroke="var(--line)" />,
    <XAxis
      key="x"
      dataKey="start"
      {...AXIS}
      minTickGap={32}
      tickFormatter={(start: string) => labels.get(start) ?? start}
    />,
    <YAxis
      key="y"
      {...AXIS}
      axisLine={false}
      width={52}
      tickFormatter={formatValue}
      domain={[0, maximum ?? 'auto']}
      allowDecimals={kind === 'line'}
    />,
    <Tooltip
      key="tooltip"
      isAnimationActive={false}
      cursor={{ stroke: 'var(--edge)', fill: 'var(--hover)', fillOpacity: 0.5 }}
      content={<ChartTooltip describe={(start) => withMarkers(start, describe(start), markers)} />}
    />,
    ...markers.map(({ start, label }) => (
      <ReferenceLine
        key={`${start} ${label}`}
        x={start}
        stroke="var(--edge)"
        label={<MarkerHead title={label} />}
      />
    )),
  ];
}

/** The head of a marker's thin line; Recharts says where it stands. */
function MarkerHead({ viewBox, title }: { viewBox?: { x: number; y: number }; title: string }) {
  return (
    <circle cx={viewBox?.x} cy={viewBox?.y} r="4" fill="var(--ink-2)">
      <title>{title}</title>
    </circle>
  );
}

function withMarkers(start: string, words: ReactNode, markers: TimeMarker[]): ReactNode {
  return (
    <>
      {words}
      {markers
        .filter((marker) => marker.start === start)
        .map(({ label }) => (
          <span key={label} className="block text-ink-2">
            {label}
          </span>
        ))}
    </>
  );
}

function line(color: string) {
  return {
    type: 'linear' as const,
    stroke: color,
    strokeWidth: 2,
    isAnimationActive: false,
    dot: false,
    activeDot: { r: 4, fill: color, stroke: 'var(--surface)' },
  };
}
