import { PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { describe, expect } from 'vitest';
import type { FunctionPoint, Monitoring } from '#lib/core/monitoring';
import type { Check } from '#lib/testing/ports/check';

export const FAILING = 'orders-prod';
const SILENT = 'basket-prod';
const MINUTE = 60_000;

/** An alarm on more than two errors of the failing function in a minute. */
export const ERRORS_ALARM = new PutMetricAlarmCommand({
  AlarmName: 'orders-errors',
  AlarmDescription: 'Too many errors',
  Namespace: 'AWS/Lambda',
  MetricName: 'Errors',
  Dimensions: [{ Name: 'FunctionName', Value: FAILING }],
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 2,
  ComparisonOperator: 'GreaterThanThreshold',
  TreatMissingData: 'notBreaching',
});

export interface CloudWatchWorld {
  monitoring: Monitoring;
  /** The minute in which the failing function was called five times, always in vain. */
  minute: Date;
}

/** What holds of the port to alarms and metrics, whoever answers for AWS. */
export function describeCloudWatch(world: () => CloudWatchWorld, check: Check): void {
  /** From two minutes before the calls to three after them. */
  async function pointsOf(name: string): Promise<FunctionPoint[]> {
    const { monitoring, minute } = world();
    const from = new Date(minute.getTime() - 2 * MINUTE);
    const to = new Date(minute.getTime() + 3 * MINUTE);
    const functionNames = [FAILING, SILENT];
    const series = await monitoring.series({ functionNames, from, to, periodSeconds: 60 });
    return series.get(name) ?? [];
  }

  describe('metrics', () => {
    check('have a point for each minute, and null where AWS has no data', async () => {
      const points = await pointsOf(FAILING);
      const nothing = [null, null];
      expect(points.map(({ calls, errors }) => [calls, errors])).toEqual([
        nothing,
        nothing,
        [5, 5],
        nothing,
        nothing,
      ]);
      expect(points[2]?.at).toEqual(world().minute);
    });

    check('have the 95th percentile of durations', async () => {
      expect((await pointsOf(FAILING))[2]?.p95Ms).toBeGreaterThan(0);
    });

    check('of a function that nobody calls are null', async () => {
      expect((await pointsOf(SILENT)).map(({ calls }) => calls)).toEqual(Array(5).fill(null));
    });
  });

  describe('an alarm', () => {
    check('is told with the function that it is about', async () => {
      const [alarm] = await world().monitoring.alarms();
      expect(alarm).toMatchObject({
        name: 'orders-errors',
        description: 'Too many errors',
        functionName: FAILING,
        threshold: 2,
        periodSeconds: 60,
      });
      expect(alarm?.since.getTime()).toBeGreaterThan(0);
    });

    check('whose metric is too high is red', async () => {
      const [alarm] = await world().monitoring.alarms();
      expect(alarm?.state).toBe('ALARM');
    });
  });
}
