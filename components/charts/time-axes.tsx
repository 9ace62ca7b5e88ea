'use client';

import { type ReactNode, useMemo } from 'react';
import { CartesianGrid, ReferenceArea, ReferenceLine, Tooltip, XAxis, YAxis } from 'recharts';
import { AXIS } from '#components/charts/axis';
import { bucketAt } from '#components/charts/buckets';
import { useAnnouncedTimes } from '#components/charts/chart-times';
import { ChartTooltip } from '#components/charts/chart-tooltip';
import { MarkerHead } from '#components/charts/marker-head';
import { stretches } from '#components/charts/stretches';
import type { PlacedMarkers } from '#components/charts/time-marker';
import { useTimeMarkers, useTimeMarking } from '#components/charts/time-marking';

interface TimeAxesProps {
  /** ISO instants at which the buckets begin, ascending, and how the axis names them. */
  times: readonly { start: string; label: string }[];
  formatValue: (value: number) => string;
  /** What the tooltip says about a time. */
  describe: (start: string) => ReactNode;
  /** Charts of one group mark the same time when one of them is hovered: all of a page, unless said. */
  group?: string | undefined;
  domain: [number | 'auto', number | 'auto'];
  hasDecimals: boolean;
  /** A value that is too much above it, named where it is drawn. */
  threshold?: Threshold | undefined;
  /** Buckets with too little in them to say anything: shaded. */
  thin?: ReadonlySet<string> | undefined;
}

/** A horizontal line and its name. */
export interface Threshold {
  value: number;
  label: string;
}

// Room for the heads of markers, whether there are any or not: nothing moves when they come.
const MARGIN = { top: 14, right: 8, bottom: 0, left: 0 };

/** What all charts over time have: axes, tooltip, one time marked on all of a page, and what is known of the times. */
export function useTimeAxes({
  times,
  formatValue,
  describe,
  group = 'page',
  domain,
  hasDecimals,
  threshold,
  thin,
}: TimeAxesProps) {
  const starts = useStarts(times);
  useAnnouncedTimes(starts);
  const placed = useTimeMarkers(starts);
  const { onOpen } = useTimeMarking();
  const labels = new Map(times.map(({ start, label }) => [start, label]));
  const describeAt = (time: string) => {
    // A time that another chart of the page marks need not be one of ours.
    const start = starts[bucketAt(starts, time)];
    return start === undefined ? null : withMarkers(start, describe(start), placed);
  };
  const axes = [
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
      domain={domain}
      allowDecimals={hasDecimals}
    />,
    <Tooltip
      key="tooltip"
      isAnimationActive={false}
      cursor={{ stroke: 'var(--edge)', fill: 'var(--hover)', fillOpacity: 0.5 }}
      content={<ChartTooltip describe={describeAt} />}
    />,
    ...stretches(starts, thin).map(([x1, x2]) => (
      <ReferenceArea key={`thin ${x1}`} x1={x1} x2={x2} fill="var(--hover)" ifOverflow="hidden" />
    )),
    ...(threshold
      ? [
          <ReferenceLine
            key="threshold"
            y={threshold.value}
            stroke="var(--bad-ink)"
            strokeDasharray="2 3"
            ifOverflow="extendDomain"
            label={{
              value: threshold.label,
              position: 'insideTopRight',
              fill: 'var(--bad-ink)',
              fontSize: 12,
            }}
          />,
        ]
      : []),
    ...placed.map(({ start, markers }) => (
      <ReferenceLine
        key={`marker ${start}`}
        x={start}
        stroke="var(--edge)"
        label={<MarkerHead markers={markers} onOpen={onOpen} />}
      />
    )),
  ];
  return { axes, shared: { syncId: group, syncMethod: sameTime, margin: MARGIN } };
}

/** The same array as long as the times are the same. */
function useStarts(times: readonly { start: string }[]): string[] {
  const joined = times.map(({ start }) => start).join();
  return useMemo(() => (joined === '' ? [] : joined.split(',')), [joined]);
}

/** Charts of one page may have days beside weeks: the bucket that holds the other's time is marked. */
function sameTime(ticks: readonly { value: unknown }[], { activeLabel }: { activeLabel?: unknown }): number {
  return bucketAt(
    ticks.map(({ value }) => String(value)),
    String(activeLabel),
  );
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
