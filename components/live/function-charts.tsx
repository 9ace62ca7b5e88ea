'use client';

import { ChartFrame } from '#components/charts/chart-frame';
import TimeChart from '#components/charts/time-chart';
import { errorRates } from '#components/live/error-rate';
import { durationWords } from '#components/live/live-columns';
import { formatCount, formatPercent, NO_DATA } from '#lib/core/format';
import type { LiveFunction, ServedPoint } from '#lib/functions/answers';

const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });

/** The last hour of a function, minute by minute: failed calls, how long they take, and how many there are. */
export default function FunctionCharts({ found: { name, points } }: { found: LiveFunction }) {
  const rates = errorRates(points);
  const at = (start: string) => points.find((point) => point.at === start);
  const chart = (values: (number | null)[]) =>
    points.map(({ at: start }, index) => ({
      start,
      label: TIME.format(new Date(start)),
      value: values[index] ?? null,
      isIncomplete: false,
    }));
  const failing = points.filter(({ errors }) => (errors ?? 0) > 0).length;
  const data = dataOf(points, rates);
  const common = { data, hasNoTable: true };
  return (
    <div className="flex flex-col gap-6">
      <ChartFrame
        {...common}
        hasNoTable={false}
        title="Failed calls"
        sentence={`The share of calls of ${name} that failed, by minute (UTC): ${failing} of the last ${points.length} minutes had errors.`}
      >
        <TimeChart
          points={chart(rates)}
          kind="line"
          height={140}
          formatValue={formatPercent}
          describe={(start) => describe(at(start))}
        />
      </ChartFrame>
      <ChartFrame
        {...common}
        title="Duration"
        sentence="So long, or less, took 95 of 100 calls, by minute (UTC)."
      >
        <TimeChart
          points={chart(points.map(({ p95Ms }) => p95Ms))}
          kind="line"
          height={140}
          formatValue={(value) => durationWords(value)}
          describe={(start) => describe(at(start))}
        />
      </ChartFrame>
      <ChartFrame {...common} title="Calls" sentence="Calls by minute (UTC).">
        <TimeChart
          points={chart(points.map(({ calls }) => calls))}
          kind="bars"
          height={120}
          formatValue={formatCount}
          describe={(start) => describe(at(start))}
        />
      </ChartFrame>
    </div>
  );
}

function describe(point: ServedPoint | undefined) {
  if (point?.calls === undefined || point.calls === null) return NO_DATA;
  return `${formatCount(point.calls)} calls, ${formatCount(point.errors ?? 0)} failed, P95 ${durationWords(point.p95Ms)}`;
}

function dataOf(points: readonly ServedPoint[], rates: (number | null)[]) {
  return {
    head: ['Minute (UTC)', 'Calls', 'Failed', 'Share failed', 'P95 (ms)'],
    rows: points.map(({ at, calls, errors, p95Ms }, index) => [
      at,
      calls,
      errors,
      rates[index] ?? null,
      p95Ms,
    ]),
  };
}
