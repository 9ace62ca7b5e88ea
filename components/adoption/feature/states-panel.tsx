'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { NoSegment } from '#components/adoption/feature/no-segment';
import { StatesTable } from '#components/adoption/feature/states-table';
import type { FeatureView } from '#components/adoption/feature/use-feature-view';
import { ChartFrame } from '#components/charts/chart-frame';
import { Legend } from '#components/charts/legend';
import { PanelState } from '#components/funnels/panel-state';
import { Select } from '#components/ui/select';
import type { BrokenBy } from '#lib/adoption/answers';
import { lifecycleOptions } from '#lib/adoption/client';
import { dayPoint, shortDay } from '#lib/adoption/day-points';
import type { FeatureQuestion } from '#lib/adoption/feature-question';
import { figuresOf } from '#lib/adoption/figures-of';
import type { LifecyclePoint } from '#lib/adoption/lifecycle';
import { STATES, statesMessage } from '#lib/adoption/states';
import { formatCompact, formatCount } from '#lib/core/format';
import { formatDay } from '#lib/core/format-time';

const StackChart = dynamic(() => import('#components/charts/stack-chart'), { ssr: false });

const INTERVALS = [
  { value: 'day', label: 'by day' },
  { value: 'week', label: 'by week' },
  { value: 'month', label: 'by month' },
] as const;

interface StatesPanelProps {
  question: FeatureQuestion;
  segment: BrokenBy | null;
  view: FeatureView;
}

/** Who is new, who stays, who comes back and who has gone quiet, interval by interval. */
export function StatesPanel({ question, segment, view }: StatesPanelProps) {
  const { every } = view;
  const states = useQuery(lifecycleOptions({ ...question, interval: every }));
  const points = states.data
    ? (figuresOf<{ points: LifecyclePoint[] }>(states.data, segment)?.points ?? null)
    : null;
  return (
    <ChartFrame
      title="New, returning, resurrected, dormant"
      sentence={
        points ? statesMessage(points, every) : 'Where the active users came from, and who went quiet.'
      }
      data={stateData(points ?? [])}
      table={<StatesTable points={points ?? []} onPeople={view.setPeople} />}
      isStale={states.isPlaceholderData}
      controls={
        <Select aria-label="Interval" options={INTERVALS} value={every} onValueChange={view.setEvery} />
      }
    >
      <PanelState query={states} doing="count new and returning users" height="h-75">
        {() => (points ? <Chart points={points} timeZone={question.timeZone} /> : <NoSegment />)}
      </PanelState>
    </ChartFrame>
  );
}

function Chart({ points, timeZone }: { points: LifecyclePoint[]; timeZone: string }) {
  const times = points.map(({ start, isComplete }) => ({
    ...dayPoint(start, timeZone, 0),
    label: shortDay(start),
    isIncomplete: !isComplete,
  }));
  const series = STATES.map(({ state, label, color }) => ({
    id: state,
    ...{ label, color },
    values: points.map((point) => (state === 'dormant' ? -point.dormant : point[state])),
  }));
  const describe = (start: string) => {
    const point = points[times.findIndex((time) => time.start === start)];
    return point ? <PointWords point={point} /> : null;
  };
  return (
    <div className="rounded-box border border-line bg-surface p-3">
      <Legend items={STATES} />
      <div className="h-60">
        <StackChart
          times={times}
          series={series}
          formatValue={(value) => formatCompact(Math.abs(value))}
          describe={describe}
        />
      </div>
    </div>
  );
}

function PointWords({ point }: { point: LifecyclePoint }) {
  return (
    <span className="flex flex-col tabular-nums">
      <span className="font-medium">
        From {formatDay(point.start)}
        {point.isComplete ? '' : ', not over'}
      </span>
      {STATES.map(({ state, label }) => (
        <span key={state}>
          {formatCount(point[state])} {label}
        </span>
      ))}
      <span className="text-ink-2">
        {formatCount(point.active)} active = {formatCount(point.new)} + {formatCount(point.returning)} +{' '}
        {formatCount(point.resurrected)}
      </span>
      <span className="text-ink-2">
        {formatCount(point.returning + point.dormant)} active before = {formatCount(point.returning)} +{' '}
        {formatCount(point.dormant)}
      </span>
    </span>
  );
}

function stateData(points: LifecyclePoint[]) {
  const rows = points.map(({ start, active, new: fresh, returning, resurrected, dormant, isComplete }) => [
    start,
    active,
    fresh,
    returning,
    resurrected,
    dormant,
    isComplete ? 'yes' : 'no',
  ]);
  return {
    head: ['From', 'Active', 'New', 'Returning', 'Resurrected', 'Dormant', 'Over'],
    rows,
    exact: rows,
  };
}
