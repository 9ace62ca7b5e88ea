'use client';

import type { ReactNode } from 'react';
import { ChartFrame } from '#components/charts/chart-frame';
import TimeChart from '#components/charts/time-chart';
import { errorRates, FEWEST_CALLS, thinMinutes } from '#components/live/error-rate';
import { durationWords } from '#components/live/live-columns';
import { formatCount, formatPercent, NO_DATA } from '#lib/core/format';
import type { LiveFunction, ServedAlarm, ServedPoint } from '#lib/functions/answers';

const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });

/**
 * The last hour of a function, minute by minute, on one axis of time: failed calls and duration with the thresholds of
 * their alarms, and calls. Minutes with too few calls to say anything are shaded.
 */
export default function FunctionCharts({ found: { name, points, alarms } }: { found: LiveFunction }) {
  const rates = errorRates(points);
  const thin = thinMinutes(points);
  const at = (start: string) => points.find((point) => point.at === start);
  const shared = (values: (number | null)[]) => ({
    points: points.map(({ at: start }, index) => ({
      start,
      label: TIME.format(new Date(start)),
      value: values[index] ?? null,
      isIncomplete: false,
    })),
    describe: (start: string) => describe(at(start), thin.has(start)),
    thin,
  });
  const failing = points.filter(({ errors }) => (errors ?? 0) > 0).length;
  const rate = thresholdOf(alarms, 'error_rate');
  const latency = thresholdOf(alarms, 'latency');
  return (
    <ChartFrame
      title="The last hour"
      sentence={`Failed calls, duration and calls of ${name} by minute (UTC): ${failing} of the last ${points.length} minutes had errors.${
        thin.size > 0 ? ` Shaded: ${thin.size} minutes with fewer than ${FEWEST_CALLS} calls.` : ''
      }`}
      data={dataOf(points, rates)}
    >
      <div className="flex flex-col gap-3 rounded-box border border-line bg-surface p-3">
        <Panel label="Failed calls">
          <TimeChart
            {...shared(rates)}
            kind="line"
            height={130}
            formatValue={formatPercent}
            threshold={
              rate === null
                ? undefined
                : { value: rate / 100, label: `alarm above ${formatPercent(rate / 100)}` }
            }
          />
        </Panel>
        <Panel label="Duration: 95 of 100 calls took so long, or less">
          <TimeChart
            {...shared(points.map(({ p95Ms }) => p95Ms))}
            kind="line"
            height={130}
            formatValue={(value) => durationWords(value)}
            threshold={
              latency === null
                ? undefined
                : { value: latency, label: `alarm above ${durationWords(latency)}` }
            }
          />
        </Panel>
        <Panel label="Calls">
          <TimeChart
            {...shared(points.map(({ calls }) => calls))}
            kind="bars"
            height={100}
            formatValue={formatCount}
          />
        </Panel>
      </div>
    </ChartFrame>
  );
}

function Panel({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <p className="mb-1 text-12 text-ink-2">{label}</p>
      {children}
    </div>
  );
}

function thresholdOf(alarms: readonly ServedAlarm[], measure: ServedAlarm['measure']): number | null {
  return alarms.find((alarm) => alarm.measure === measure)?.threshold ?? null;
}

function describe(point: ServedPoint | undefined, isThin: boolean) {
  if (point?.calls === undefined || point.calls === null) return NO_DATA;
  const few = isThin ? '; too few to say anything' : '';
  return `${formatCount(point.calls)} calls, ${formatCount(point.errors ?? 0)} failed, P95 ${durationWords(point.p95Ms)}${few}`;
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
