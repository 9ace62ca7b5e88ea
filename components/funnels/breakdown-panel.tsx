'use client';

import { ChartFrame } from '#components/charts/chart-frame';
import { MiniFunnel } from '#components/funnels/mini-funnel';
import { type Segment, SegmentTable } from '#components/funnels/segment-table';
import { segmentsPicture } from '#components/funnels/segments-picture';
import { changeBetween } from '#lib/adoption/change';
import { formatCount, formatDuration, formatPercent } from '#lib/core/format';
import type { BreakdownResult, FunnelAnswer } from '#lib/funnels/answers';
import { type Basis, columnsOf } from '#lib/funnels/columns';
import { segmentName } from '#lib/funnels/segment-name';

interface BreakdownPanelProps {
  answer: FunnelAnswer;
  breakdown: BreakdownResult[];
  property: string;
  basis: Basis;
  /** The zone whose days are meant. */
  timeZone: string;
  isStale: boolean;
}

/** The same funnel for each value, side by side on one scale, and as a table that sorts. */
export function BreakdownPanel(props: BreakdownPanelProps) {
  const { answer, breakdown, property, basis, timeZone, isStale } = props;
  const segments = breakdown.map((result) => ({
    name: segmentName(result, property),
    columns: columnsOf(result.funnel, basis, sameValue(answer.compare?.breakdown, result)?.funnel),
    excluded: result.excluded,
  }));
  return (
    <ChartFrame
      title={`By ${property}`}
      sentence={message(segments, property)}
      data={segmentData(segments, answer)}
      isStale={isStale}
      hasNoTable
      picture={(words) => segmentsPicture(segments, { ...words, unit: answer.unit })}
    >
      <ul className="mb-4 grid grid-cols-[repeat(auto-fill,minmax(13rem,1fr))] gap-3">
        {segments.map((segment) => (
          <li key={segment.name}>
            <MiniFunnel name={segment.name} columns={segment.columns} unit={answer.unit} basis={basis} />
          </li>
        ))}
      </ul>
      <SegmentTable segments={segments} answer={answer} property={property} timeZone={timeZone} />
    </ChartFrame>
  );
}

/** What is left over is not the same values in both periods, so it is not compared. */
function sameValue(breakdown: BreakdownResult[] | undefined, { value, other }: BreakdownResult) {
  return other ? undefined : breakdown?.find((one) => !one.other && one.value === value);
}

function message(segments: Segment[], property: string): string {
  const rated = segments
    .map(({ name, columns }) => ({ name, share: columns.at(-1)?.fromStart }))
    .filter(({ share }) => share && !share.isTooFew)
    .toSorted((a, b) => (b.share?.rate ?? 0) - (a.share?.rate ?? 0));
  const best = rated[0];
  const worst = rated.at(-1);
  const moved = mostMoved(segments);
  if (moved) return moved;
  if (!best || !worst || best === worst) return `Too few people to compare values of ${property}.`;
  return `Highest: ${best.name}, ${formatPercent(best.share?.rate)}; lowest: ${worst.name}, ${formatPercent(worst.share?.rate)}.`;
}

/** The value whose rate changed most, where the answer stands beside another. */
function mostMoved(segments: Segment[]): string | null {
  const moved = segments
    .flatMap(({ name, columns }) => {
      const column = columns.at(-1);
      const before = column?.ghost?.fromStart;
      const change = column && before && changeBetween(column.fromStart, before);
      return change ? [{ name, now: column.fromStart, before, change }] : [];
    })
    .toSorted((a, b) => b.change.z - a.change.z)[0];
  if (!moved) return null;
  const { name, now, before, change } = moved;
  if (!change.isMoreThanNoise) return 'No value changed by more than noise.';
  const verb = change.difference < 0 ? 'fell' : 'rose';
  return `${name} ${verb} most surely: ${formatPercent(now.rate)} (${now.count} of ${now.of}), was ${formatPercent(before.rate)} (${before.count} of ${before.of}).`;
}

function segmentData(segments: Segment[], answer: FunnelAnswer) {
  const exact = segments.flatMap(({ name, columns }) =>
    columns.map((column) => [
      name,
      `${column.number} ${column.name}`,
      column.count,
      column.fromStart.rate,
      column.fromPrevious.rate,
      column.pending,
      column.medianSeconds,
      ...(answer.compare
        ? [column.ghost?.fromPrevious.count ?? null, column.ghost?.fromPrevious.of ?? null]
        : []),
    ]),
  );
  const people = answer.unit === 'user' ? 'Users' : 'Sessions';
  return {
    head: [
      ...['Value', 'Step', people, 'Share of start', 'Share of previous', 'Still open', 'Median seconds'],
      ...(answer.compare ? ['Reached before', 'Of previous before'] : []),
    ],
    rows: exact.map(([name = null, step = null, count, start, previous, open, median, ...before]) => [
      name,
      step,
      formatCount(Number(count)),
      formatPercent(start as number | null),
      formatPercent(previous as number | null),
      formatCount(Number(open)),
      formatDuration(median as number | null),
      ...before.map((value) => formatCount(value as number | null)),
    ]),
    exact,
  };
}
