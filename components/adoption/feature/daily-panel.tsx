'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { SegmentLines } from '#components/adoption/feature/segment-lines';
import { ChartFrame } from '#components/charts/chart-frame';
import { PanelState } from '#components/funnels/panel-state';
import type { BrokenBy } from '#lib/adoption/answers';
import { dailyTotalsOptions, dailyUsageOptions } from '#lib/adoption/client';
import { shortDay } from '#lib/adoption/day-points';
import type { FeatureQuestion } from '#lib/adoption/feature-question';
import { figuresOf } from '#lib/adoption/figures-of';
import {
  type UsageDay,
  type UsageFigures,
  usageDays,
  usageMessage,
  usageSeries,
} from '#lib/adoption/usage-days';
import { formatCompact, formatCount, formatDuration } from '#lib/core/format';
import { formatDay } from '#lib/core/format-time';

const TimeChart = dynamic(() => import('#components/charts/time-chart'), { ssr: false });

interface DailyPanelProps {
  question: FeatureQuestion;
  segment: BrokenBy | null;
  now: number;
}

/** Day by day: how many did something with it, and how often. */
export function DailyPanel({ question, segment, now }: DailyPanelProps) {
  const usage = useQuery(dailyUsageOptions(question));
  const totals = useQuery(dailyTotalsOptions(question));
  const rows = usage.data ?? [];
  const days = usage.data ? usageDays(rows, question, now, segment) : [];
  const whole = totals.data?.totals.features.find(({ feature }) => feature === question.feature);
  const { breakdown } = question;
  return (
    <ChartFrame
      title="Daily usage"
      sentence={usage.data ? usageMessage(days) : 'Users and events of each day.'}
      data={usageData(days, whole ? figuresOf<UsageFigures>(whole, segment) : null)}
      isStale={usage.isPlaceholderData}
    >
      <PanelState query={usage} doing="count the days" height="h-92">
        {() => (
          <div className="flex flex-col gap-4 rounded-box border border-line bg-surface p-3">
            {breakdown !== undefined && segment === null ? (
              <SegmentLines
                days={days}
                series={usageSeries(rows, days, breakdown)}
                words={`Users by ${breakdown} (dashed: the day is not over)`}
              />
            ) : (
              <Users days={days} />
            )}
            <Events days={days} />
          </div>
        )}
      </PanelState>
    </ChartFrame>
  );
}

function Users({ days }: { days: UsageDay[] }) {
  return (
    <div>
      <p className="mb-1 text-12 text-ink-2">Users (dashed: the day is not over)</p>
      <div className="h-44">
        <TimeChart
          kind="line"
          height={176}
          points={pointsOf(days, ({ uniqueUsers }) => uniqueUsers)}
          formatValue={formatCompact}
          describe={describer(days)}
        />
      </div>
    </div>
  );
}

function Events({ days }: { days: UsageDay[] }) {
  return (
    <div>
      <p className="mb-1 text-12 text-ink-2">Events (hatched: the day is not over)</p>
      <div className="h-28">
        <TimeChart
          kind="bars"
          height={112}
          points={pointsOf(days, ({ totalEvents }) => totalEvents)}
          formatValue={formatCompact}
          describe={describer(days)}
        />
      </div>
    </div>
  );
}

function pointsOf(days: UsageDay[], value: (day: UsageDay) => number) {
  return days.map((day) => ({
    start: day.start,
    label: shortDay(day.date),
    value: value(day),
    isIncomplete: day.isIncomplete,
  }));
}

function describer(days: UsageDay[]) {
  const byStart = new Map(days.map((day) => [day.start, day]));
  return (start: string) => {
    const day = byStart.get(start);
    return day ? <DayWords day={day} /> : null;
  };
}

function DayWords({ day }: { day: UsageDay }) {
  return (
    <span className="flex flex-col tabular-nums">
      <span className="font-medium">
        {formatDay(day.date)}
        {day.isIncomplete ? ', not over' : ''}
      </span>
      <span>{formatCount(day.uniqueUsers)} users</span>
      <span>
        {formatCount(day.totalEvents)} events, {formatCount(day.completions)} of them completions
      </span>
      {day.avgDuration === null ? null : <span>Mean session {formatDuration(day.avgDuration)}</span>}
    </span>
  );
}

/** The whole period comes first: its users are distinct, and not the sum of the days. */
function usageData(days: UsageDay[], whole: UsageFigures | null) {
  const named = [
    ...(whole ? [{ name: 'Whole period', exact: 'whole period', ...whole }] : []),
    ...days.toReversed().map((day) => ({ name: formatDay(day.date), exact: day.date, ...day })),
  ];
  return {
    head: ['Day', 'Users', 'Events', 'Completions', 'Mean session'],
    rows: named.map(({ name, uniqueUsers, totalEvents, completions, avgDuration }) => [
      name,
      formatCount(uniqueUsers),
      formatCount(totalEvents),
      formatCount(completions),
      formatDuration(avgDuration),
    ]),
    exact: named.map(({ exact, uniqueUsers, totalEvents, completions, avgDuration }) => [
      exact,
      uniqueUsers,
      totalEvents,
      completions,
      avgDuration,
    ]),
  };
}
