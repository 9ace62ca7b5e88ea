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
import { describeCloudWatch, ERRORS_ALARM, FAILING } from '#lib/testing/ports/cloudwatch-port';
import { NO_WAITING } from '#lib/testing/ports/no-waiting';
import { createSandboxFunction } from '#lib/testing/sandbox-function';

let sandbox: CloudSandbox;
let monitoring: Monitoring & { close(): void };
let minute = new Date(0);

async function now(): Promise<Date> {
  return new Date((await sandbox.control<{ now: string }>('GET /')).now);
}

/** A function that always fails, called five times in one minute. */
beforeAll(async () => {
  sandbox = await startCloudSandbox();
  const lambda = lambdaClient(sandbox);
  const { endpoint, region, credentials } = sandbox.client;
  monitoring = await openMonitoring({ endpoint, region, credentials }, NO_WAITING);
  await createSandboxFunction(sandbox, lambda, FAILING, { behaviours: [{ errorRate: 1 }] });
  await cloudWatchClient(sandbox).send(ERRORS_ALARM);
  await sandbox.step(60 - (((await now()).getTime() / 1000) % 60));
  minute = await now();
  for (let call = 0; call < 5; call += 1) {
    await lambda.send(new InvokeCommand({ FunctionName: FAILING })).catch(() => undefined);
  }
  await sandbox.step(65);
});

afterAll(async () => {
  monitoring.close();
  await sandbox.stop();
});

describe('on the sandbox', () => describeCloudWatch(() => ({ monitoring, minute }), it));

describe('when AWS is not well', () => {
  it('goes on when it is throttled', async () => {
    await sandbox.misbehave({ operation: 'DescribeAlarms', fault: 'throttle', times: 2 });
    expect(await monitoring.alarms()).toHaveLength(1);
  });
});
