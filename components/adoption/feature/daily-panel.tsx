'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { ChartFrame } from '#components/charts/chart-frame';
import { PanelState } from '#components/funnels/panel-state';
import { dailyUsageOptions } from '#lib/adoption/client';
import { shortDay } from '#lib/adoption/day-points';
import type { FeatureQuestion } from '#lib/adoption/feature-question';
import { type UsageDay, usageDays, usageMessage } from '#lib/adoption/usage-days';
import { formatCompact, formatCount, formatDuration } from '#lib/core/format';
import { formatDay } from '#lib/core/format-time';

const TimeChart = dynamic(() => import('#components/charts/time-chart'), { ssr: false });

interface DailyPanelProps {
  question: FeatureQuestion;
  now: number;
}

/** Day by day: how many used it, and how often. */
export function DailyPanel({ question, now }: DailyPanelProps) {
  const { feature, from, to, timeZone } = question;
  const usage = useQuery(dailyUsageOptions({ feature, from, to, timeZone }));
  const days = usage.data ? usageDays(usage.data, { from, to, timeZone }, now) : [];
  return (
    <ChartFrame
      title="Daily usage"
      sentence={usage.data ? usageMessage(days) : 'Users and events of each day.'}
      data={usageData(days)}
      isStale={usage.isPlaceholderData}
    >
      <PanelState query={usage} doing="count the days" height="h-90">
        {() => <DailyCharts days={days} />}
      </PanelState>
    </ChartFrame>
  );
}

function DailyCharts({ days }: { days: UsageDay[] }) {
  const byStart = new Map(days.map((day) => [day.start, day]));
  const describe = (start: string) => {
    const day = byStart.get(start);
    return day ? <DayWords day={day} /> : null;
  };
  const points = (value: (day: UsageDay) => number) =>
    days.map((day) => ({
      start: day.start,
      label: shortDay(day.date),
      value: value(day),
      isIncomplete: day.isIncomplete,
    }));
  return (
    <div className="flex flex-col gap-4 rounded-box border border-line bg-surface p-3">
      <div>
        <p className="mb-1 text-12 text-ink-2">Users (dashed: the day is not over)</p>
        <div className="h-44">
          <TimeChart
            kind="line"
            height={176}
            points={points(({ uniqueUsers }) => uniqueUsers)}
            formatValue={formatCompact}
            describe={describe}
          />
        </div>
      </div>
      <div>
        <p className="mb-1 text-12 text-ink-2">Events (hatched: the day is not over)</p>
        <div className="h-28">
          <TimeChart
            kind="bars"
            height={112}
            points={points(({ totalEvents }) => totalEvents)}
            formatValue={formatCompact}
            describe={describe}
          />
        </div>
      </div>
    </div>
  );
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

function usageData(days: UsageDay[]) {
  const newestFirst = days.toReversed();
  return {
    head: ['Day', 'Users', 'Events', 'Completions', 'Mean session'],
    rows: newestFirst.map(({ date, uniqueUsers, totalEvents, completions, avgDuration }) => [
      formatDay(date),
      formatCount(uniqueUsers),
      formatCount(totalEvents),
      formatCount(completions),
      formatDuration(avgDuration),
    ]),
    exact: newestFirst.map(({ date, uniqueUsers, totalEvents, completions, avgDuration }) => [
      date,
      uniqueUsers,
      totalEvents,
      completions,
      avgDuration,
    ]),
  };
}
