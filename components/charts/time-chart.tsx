'use client';

import { type ReactNode, useId, useMemo } from 'react';
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
import { bucketAt } from '#components/charts/buckets';
import { useAnnouncedTimes } from '#components/charts/chart-times';
import { ChartTooltip } from '#components/charts/chart-tooltip';
import { HatchPatterns } from '#components/charts/hatch';
import { MarkerHead } from '#components/charts/marker-head';
import type { PlacedMarkers, TimeMarker } from '#components/charts/time-marker';
import { useTimeMarkers, useTimeMarking } from '#components/charts/time-marking';
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
}

// Room for the heads of markers, whether there are any or not: nothing moves when they come.
const MARGIN = { top: 14, right: 8, bottom: 0, left: 0 };

/**
 * A value over time. Arrow keys move through the points; incomplete ones are dashed or hatched. What is known of the
 * time that it shows is drawn on it by itself.
 */
export default function TimeChart(props: TimeChartProps) {
  const { points, kind, height = 200, color = 'var(--series-1)', group = 'page' } = props;
  const id = useId();
  const starts = useStarts(points);
  useAnnouncedTimes(starts);
  const placed = useTimeMarkers(starts);
  const { onOpen } = useTimeMarking();
  const shared = {
    data: timeRows(points),
    syncId: group,
    syncMethod: sameTime,
    margin: MARGIN,
  };
  const around = [...furniture(props, starts, placed), ...lines(placed, onOpen)];
  return (
    <ResponsiveContainer width="100%" height={height}>
      {kind === 'bars' ? (
        <BarChart {...shared} barCategoryGap="20%">
          {around}
          <HatchPatterns id={id} color={color} />
          <Bar dataKey="value" isAnimationActive={false} fill={color} stroke={color}>
            {points.map((point) => (
              <Cell key={point.start} fill={point.isIncomplete ? `url(#${id}-open)` : color} />
            ))}
          </Bar>
        </BarChart>
      ) : (
        <LineChart {...shared}>
          {around}
          <Line {...line(color)} dataKey="complete" />
          <Line {...line(color)} dataKey="incomplete" strokeDasharray="4 4" />
        </LineChart>
      )}
    </ResponsiveContainer>
  );
}

/** The same array as long as the points begin at the same times. */
function useStarts(points: TimePoint[]): string[] {
  const joined = points.map(({ start }) => start).join();
  return useMemo(() => (joined === '' ? [] : joined.split(',')), [joined]);
}

/** Charts of one page may have days beside weeks: the bucket that holds the other's time is marked. */
function sameTime(ticks: readonly { value: unknown }[], { activeLabel }: { activeLabel?: unknown }): number {
  return bucketAt(
    ticks.map(({ value }) => String(value)),
    String(activeLabel),
  );
}

function furniture(
  { points, kind, formatValue, describe, maximum }: TimeChartProps,
  starts: string[],
  placed: PlacedMarkers[],
): ReactNode[] {
  const labels = new Map(points.map(({ start, label }) => [start, label]));
  const describeAt = (time: string) => {
    // A time that another chart of the page marks need not be one of ours.
    const start = starts[bucketAt(starts, time)];
    return start === undefined ? null : withMarkers(start, describe(start), placed);
  };
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
      content={<ChartTooltip describe={describeAt} />}
    />,
  ];
}

function lines(placed: PlacedMarkers[], onOpen: ((markers: TimeMarker[]) => void) | null): ReactNode[] {
  return placed.map(({ start, markers }) => (
    <ReferenceLine
      key={`marker ${start}`}
      x={start}
      stroke="var(--edge)"
      label={<MarkerHead markers={markers} onOpen={onOpen} />}
    />
  ));
}

function withMarkers(start: string, words: ReactNode, placed: PlacedMarkers[]): ReactNode {
  const markers = placed.find((one) => one.start === start)?.markers ?? [];
  return (
    <>
      {words}
      {markers.map(({ id, kind, label }) => (
        <span key={id} className="mt-1 block border-line border-t pt-1 text-ink-2">
          {kind}: {label}
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
