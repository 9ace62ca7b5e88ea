import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { afterAll, beforeAll, describe } from 'vitest';
import { openMonitoring } from '#lib/adapters/aws/cloudwatch';
import { DIFFERENCES } from '#lib/testing/moto/differences';
import { differing } from '#lib/testing/moto/differing';
import { emptyMoto } from '#lib/testing/moto/moto';
import { describeCloudWatch, ERRORS_ALARM, FAILING } from '#lib/testing/ports/cloudwatch-port';
import { NO_WAITING } from '#lib/testing/ports/no-waiting';

const MINUTE = 60_000;

/** What Lambda would have counted: functions of moto are not measured. */
function countedAt(minute: Date): PutMetricDataCommand {
  const metrics = [
    ['Invocations', [1]],
    ['Errors', [1]],
    ['Duration', [120]],
  ] as const;
  const Dimensions = [{ Name: 'FunctionName', Value: FAILING }];
  return new PutMetricDataCommand({
    Namespace: 'AWS/Lambda',
    MetricData: metrics.map(([MetricName, Values]) => {
      return { MetricName, Dimensions, Timestamp: minute, Values: [...Values], Counts: [5] };
    }),
  });
}

async function open() {
  const account = await emptyMoto();
  const client = new CloudWatchClient(account);
  const minute = new Date(Math.floor(Date.now() / MINUTE) * MINUTE - 5 * MINUTE);
  await client.send(ERRORS_ALARM);
  await client.send(countedAt(minute));
  client.destroy();
  return { monitoring: await openMonitoring(account, NO_WAITING), minute };
}

let opened: Awaited<ReturnType<typeof open>>;

beforeAll(async () => {
  opened = await open();
});

afterAll(() => opened.monitoring.close());

const { check, listEnds } = differing(DIFFERENCES.cloudwatch);
describe('alarms and metrics on moto', () => describeCloudWatch(() => opened, check));
listEnds();
