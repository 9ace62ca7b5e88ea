'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { NoSegment } from '#components/adoption/feature/no-segment';
import { ChartFrame } from '#components/charts/chart-frame';
import { Legend } from '#components/charts/legend';
import { PanelState } from '#components/funnels/panel-state';
import { OpenNumber } from '#components/ui/open-number';
import { type Column, Table } from '#components/ui/table';
import type { BrokenBy } from '#lib/adoption/answers';
import { stickinessOptions } from '#lib/adoption/client';
import { dayPoint, shortDay } from '#lib/adoption/day-points';
import type { FeatureQuestion } from '#lib/adoption/feature-question';
import { figuresOf } from '#lib/adoption/figures-of';
import type { PeopleChoice } from '#lib/adoption/people-choice';
import type { StickinessPoint } from '#lib/adoption/stickiness';
import { stickinessMessage } from '#lib/adoption/stickiness-message';
import { formatCompact, formatCount, formatPercent } from '#lib/core/format';
import { formatDay } from '#lib/core/format-time';

const SeriesChart = dynamic(() => import('#components/charts/series-chart'), { ssr: false });

interface StickinessPanelProps {
  question: FeatureQuestion;
  segment: BrokenBy | null;
  now: number;
  onPeople: (choice: PeopleChoice) => void;
}

const WINDOWS = [
  { id: 'monthly', label: '28 days', color: 'var(--series-3)' },
  { id: 'weekly', label: '7 days', color: 'var(--series-2)' },
  { id: 'daily', label: 'one day', color: 'var(--series-1)' },
] as const;

const RATIOS = [
  { id: 'dailyPerWeekly', label: 'day ÷ 7 days', color: 'var(--series-2)' },
  { id: 'dailyPerMonthly', label: 'day ÷ 28 days', color: 'var(--series-1)' },
  { id: 'weeklyPerMonthly', label: '7 ÷ 28 days', color: 'var(--series-3)' },
] as const;

/** Users of the day, of the week and of the four weeks that end with it, and how near the first comes to the last. */
export function StickinessPanel({ question, segment, now, onPeople }: StickinessPanelProps) {
  const stickiness = useQuery(stickinessOptions(question));
  const points = stickiness.data
    ? (figuresOf<{ points: StickinessPoint[] }>(stickiness.data, segment)?.points ?? null)
    : null;
  const times = (points ?? []).map(({ date }) => ({
    ...dayPoint(date, question.timeZone, now),
    label: shortDay(date),
  }));
  return (
    <ChartFrame
      title="Stickiness"
      sentence={points ? stickinessMessage(points, times) : 'How often those who use it come back to it.'}
      data={stickinessData(points ?? [])}
      table={<StickinessTable points={points ?? []} onPeople={onPeople} />}
      isStale={stickiness.isPlaceholderData}
    >
      <PanelState query={stickiness} doing="count the stickiness" height="h-115">
        {() => (points ? <Charts points={points} times={times} /> : <NoSegment />)}
      </PanelState>
    </ChartFrame>
  );
}

interface ChartsProps {
  points: StickinessPoint[];
  times: { start: string; label: string; isIncomplete: boolean }[];
}

function Charts({ points, times }: ChartsProps) {
  const describe = (start: string) => {
    const point = points[times.findIndex((time) => time.start === start)];
    return point ? <PointWords point={point} /> : null;
  };
  const seriesOf = (kinds: typeof WINDOWS | typeof RATIOS) =>
    kinds.map((kind) => ({ ...kind, values: points.map((point) => point[kind.id]) }));
  return (
    <div className="flex flex-col gap-4 rounded-box border border-line bg-surface p-3">
      <div>
        <div className="mb-1 flex flex-wrap justify-between gap-x-4 text-12 text-ink-2">
          Users active in the days that end here
          <Legend items={WINDOWS.toReversed()} />
        </div>
        <div className="h-50">
          <SeriesChart
            times={times}
            series={seriesOf(WINDOWS)}
            formatValue={formatCompact}
            describe={describe}
          />
        </div>
      </div>
      <div>
        <div className="mb-1 flex flex-wrap justify-between gap-x-4 text-12 text-ink-2">
          Ratios: the share of the longer stretch's users who came in the shorter one
          <Legend items={RATIOS} />
        </div>
        <div className="h-40">
          <SeriesChart
            times={times}
            series={seriesOf(RATIOS)}
            formatValue={(rate) => formatPercent(rate).replace('.0%', '%')}
            describe={describe}
            height={160}
          />
        </div>
      </div>
    </div>
  );
}

function PointWords({ point }: { point: StickinessPoint }) {
  const { date, daily, weekly, monthly, dailyPerWeekly, dailyPerMonthly } = point;
  return (
    <span className="flex flex-col tabular-nums">
      <span className="font-medium">{formatDay(date)}</span>
      <span>{formatCount(daily)} users that day</span>
      <span>
        {formatCount(weekly)} in 7 days: {formatPercent(dailyPerWeekly)} of them that day
      </span>
      <span>
        {formatCount(monthly)} in 28 days: {formatPercent(dailyPerMonthly)} of them that day
      </span>
    </span>
  );
}

function StickinessTable({
  points,
  onPeople,
}: {
  points: StickinessPoint[];
  onPeople: StickinessPanelProps['onPeople'];
}) {
  const count = (window: 'daily' | 'weekly' | 'monthly', header: string): Column<StickinessPoint> => ({
    id: window,
    header,
    align: 'end',
    cell: (point) => (
      <OpenNumber
        label={`${formatCount(point[window])} users, ${header}, ${formatDay(point.date)}. Show them.`}
        onSelect={() => onPeople({ of: 'stickiness', date: point.date, window })}
        isEmpty={point[window] === 0}
      >
        {formatCount(point[window])}
      </OpenNumber>
    ),
  });
  return (
    <div className="max-h-113 overflow-y-auto">
      <Table
        caption="Stickiness by day"
        columns={[
          { id: 'day', header: 'Day', isRowHeader: true, cell: ({ date }) => formatDay(date) },
          count('daily', 'One day'),
          count('weekly', '7 days'),
          count('monthly', '28 days'),
          ...RATIOS.map(
            ({ id, label }): Column<StickinessPoint> => ({
              id,
              header: label,
              align: 'end',
              hideBelow: 'sm',
              cell: (point) => formatPercent(point[id]),
            }),
          ),
        ]}
        rows={points.toReversed()}
        rowKey={({ date }) => date}
      />
    </div>
  );
}

function stickinessData(points: StickinessPoint[]) {
  const rows = points.map((point) => [
    point.date,
    ...WINDOWS.toReversed().map(({ id }) => point[id]),
    ...RATIOS.map(({ id }) => point[id]),
  ]);
  return {
    head: ['Day', 'One day', '7 days', '28 days', ...RATIOS.map(({ label }) => label)],
    rows,
    exact: rows,
  };
}
