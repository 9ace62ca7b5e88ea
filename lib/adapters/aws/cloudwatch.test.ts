import { PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMonitoring } from '#lib/adapters/aws/cloudwatch';
import type { Monitoring } from '#lib/core/monitoring';
import {
  type CloudSandbox,
  cloudWatchClient,
  lambdaClient,
  startCloudSandbox,
} from '#lib/testing/cloud-sandbox';
import { createSandboxFunction } from '#lib/testing/sandbox-function';

const FAILING = 'orders-prod';
const SILENT = 'basket-prod';

let sandbox: CloudSandbox;
let monitoring: Monitoring & { close(): void };

async function now(): Promise<Date> {
  return new Date((await sandbox.control<{ now: string }>('GET /')).now);
}

/** A function that always fails, called five times in one minute, with an alarm on more than two errors. */
beforeAll(async () => {
  sandbox = await startCloudSandbox();
  const lambda = lambdaClient(sandbox);
  const { endpoint, region, credentials } = sandbox.client;
  const waiting = { now: Date.now, random: () => 0, sleep: async () => undefined };
  monitoring = await openMonitoring({ endpoint, region, credentials }, waiting);
  await createSandboxFunction(sandbox, lambda, FAILING, { behaviours: [{ errorRate: 1 }] });
  await cloudWatchClient(sandbox).send(
    new PutMetricAlarmCommand({
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
    }),
  );
  await sandbox.step(60 - (((await now()).getTime() / 1000) % 60));
  for (let call = 0; call < 5; call += 1) {
    await lambda.send(new InvokeCommand({ FunctionName: FAILING })).catch(() => undefined);
  }
  await sandbox.step(180);
});

afterAll(async () => {
  monitoring.close();
  await sandbox.stop();
});

describe('monitoring', () => {
  it('has a point for each minute, and null where AWS has no data', async () => {
    const to = await now();
    const from = new Date(to.getTime() - 5 * 60_000);
    const series = await monitoring.series({ functionNames: [FAILING, SILENT], from, to, periodSeconds: 60 });
    const failing = series.get(FAILING) ?? [];
    expect(failing.map(({ calls, errors }) => [calls, errors])).toEqual([
      [null, null],
      [null, null],
      [5, 5],
      [null, null],
      [null, null],
    ]);
    expect(failing[0]?.at).toEqual(from);
    expect(failing[2]?.p95Ms).toBeGreaterThan(0);
    expect(series.get(SILENT)?.map(({ calls }) => calls)).toEqual([null, null, null, null, null]);
  });

  it('tells an alarm with the function that it is about', async () => {
    const [alarm] = await monitoring.alarms();
    expect(alarm).toMatchObject({
      name: 'orders-errors',
      description: 'Too many errors',
      functionName: FAILING,
      threshold: 2,
      periodSeconds: 60,
    });
    expect(['OK', 'ALARM']).toContain(alarm?.state);
    expect(alarm?.since.getTime()).toBeGreaterThan(0);
  });

  it('goes on when it is throttled', async () => {
    await sandbox.misbehave({ operation: 'DescribeAlarms', fault: 'throttle', times: 2 });
    expect(await monitoring.alarms()).toHaveLength(1);
  });
});
