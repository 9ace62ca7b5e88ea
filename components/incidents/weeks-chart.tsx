'use client';

import { ChartFrame } from '#components/charts/chart-frame';
import StackChart from '#components/charts/stack-chart';
import { formatCount, formatDuration, formatPercent } from '#lib/core/format';
import { formatDay } from '#lib/core/format-time';
import type { ServedMeasures } from '#lib/incidents/measures-answer';

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** Deployments by week, those that failed upon the others. */
export function WeeksChart({ measures, isStale }: { measures: ServedMeasures; isStale: boolean }) {
  const { weeks, environment, deployments, failedDeployments, incidents } = measures;
  const weekOf = (start: string) => weeks.find(({ from }) => from === start);
  return (
    <ChartFrame
      title="Deployments by week"
      sentence={`${formatCount(deployments)} deployments in ${environment}, ${formatCount(failedDeployments)} of them left by a rollback, ${formatCount(incidents)} incidents opened; weeks begin on Monday (UTC), hatched ones are not over.`}
      isStale={isStale}
      data={{
        head: ['Week from (UTC)', 'Deployments', 'Failed', 'Failure rate', 'MTTR (s)', 'Incidents opened'],
        rows: weeks.map((week) => [
          formatDay(week.from),
          week.deployments,
          week.failedDeployments,
          week.changeFailureRate,
          week.mttrSeconds,
          week.incidents,
        ]),
      }}
    >
      <StackChart
        times={weeks.map(({ from, isIncomplete }) => ({
          start: from,
          label: DAY.format(new Date(from)),
          isIncomplete,
        }))}
        series={[
          {
            id: 'kept',
            label: 'Kept',
            color: 'var(--series-1)',
            values: weeks.map((week) => week.deployments - week.failedDeployments),
          },
          {
            id: 'failed',
            label: 'Failed',
            color: 'var(--series-2)',
            values: weeks.map((week) => week.failedDeployments),
          },
        ]}
        formatValue={formatCount}
        describe={(start) => {
          const week = weekOf(start);
          if (!week) return null;
          return `${formatCount(week.deployments)} deployments, ${formatCount(week.failedDeployments)} failed (${formatPercent(week.changeFailureRate)}); MTTR ${formatDuration(week.mttrSeconds)}`;
        }}
        height={200}
      />
    </ChartFrame>
  );
}
