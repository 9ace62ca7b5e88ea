import { once } from 'node:events';
import {
  type CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  PutMetricAlarmCommand,
} from '@aws-sdk/client-cloudwatch';
import { type LambdaClient, PutFunctionConcurrencyCommand, UpdateAliasCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { callsPerSecond } from '#lib/sandbox/cloud/traffic/traffic';
import {
  type CloudSandbox,
  cloudWatchClient,
  lambdaClient,
  startCloudSandbox,
} from '#lib/testing/cloud-sandbox';
import { createSandboxFunction } from '#lib/testing/sandbox-function';
import { temporaryFolder } from '#lib/testing/store';

const MINUTE = 60_000;

let sandbox: CloudSandbox;
let lambda: LambdaClient;
let cloudWatch: CloudWatchClient;
let tests = 0;
let FunctionName = '';
let begun = 0;

function use(started: CloudSandbox) {
  sandbox = started;
  lambda = lambdaClient(started);
  cloudWatch = cloudWatchClient(started);
}

/** A function that is sound in version 1, fails in 2 and is slow in 3, with traffic on `live` from now on. */
async function serve(name: string) {
  FunctionName = name;
  const behaviours = [{ medianMs: 200, p95Ms: 400 }, { errorRate: 0.3 }, { medianMs: 7000, p95Ms: 9000 }];
  await createSandboxFunction(sandbox, lambda, name, { behaviours });
  const { now } = await sandbox.control<{ now: string }>('GET /');
  await sandbox.step(60 - ((Date.parse(now) / 1000) % 60));
  begun = Date.parse((await sandbox.control<{ now: string }>('GET /')).now);
  const api = { name: 'careervp-prod', resource: `/${name}`, method: 'POST' };
  await sandbox.control('PUT /traffic', [{ functionName: name, perMinute: 600, api }]);
}

const move = (FunctionVersion: string) =>
  lambda.send(new UpdateAliasCommand({ FunctionName, Name: 'live', FunctionVersion }));

const dimensions = (of: Record<string, string>) =>
  Object.entries(of).map(([Name, Value]) => ({ Name, Value }));
const ofApi = () =>
  dimensions({ ApiName: 'careervp-prod', Stage: 'prod', Resource: `/${FunctionName}`, Method: 'POST' });

/** One number a minute, oldest first. */
async function series(MetricName: string, Stat: string) {
  const Metric = MetricName.startsWith('5')
    ? { Namespace: 'AWS/ApiGateway', MetricName, Dimensions: ofApi() }
    : { Namespace: 'AWS/Lambda', MetricName, Dimensions: dimensions({ FunctionName }) };
  const { MetricDataResults = [] } = await cloudWatch.send(
    new GetMetricDataCommand({
      MetricDataQueries: [{ Id: 'm', MetricStat: { Metric, Period: 60, Stat } }],
      StartTime: new Date(begun),
      EndTime: new Date(begun + 60 * MINUTE),
      ScanBy: 'TimestampAscending',
    }),
  );
  return MetricDataResults[0]?.Values ?? [];
}

async function putAlarms() {
  const common = {
    Namespace: 'AWS/Lambda',
    Dimensions: dimensions({ FunctionName }),
    Period: 60,
    ComparisonOperator: 'GreaterThanThreshold' as const,
    TreatMissingData: 'notBreaching',
  };
  await cloudWatch.send(
    new PutMetricAlarmCommand({
      ...common,
      AlarmName: `${FunctionName}-errors`,
      MetricName: 'Errors',
      Statistic: 'Sum',
      EvaluationPeriods: 1,
      Threshold: 10,
    }),
  );
  await cloudWatch.send(
    new PutMetricAlarmCommand({
      ...common,
      AlarmName: `${FunctionName}-latency`,
      MetricName: 'Duration',
      ExtendedStatistic: 'p95',
      EvaluateLowSampleCountPercentile: 'ignore',
      EvaluationPeriods: 3,
      Threshold: 5000,
    }),
  );
}
const red = async () => {
  const { MetricAlarms = [] } = await cloudWatch.send(
    new DescribeAlarmsCommand({ StateValue: 'ALARM', AlarmNamePrefix: FunctionName }),
  );
  return MetricAlarms.map(({ AlarmName }) => AlarmName);
};

describe('traffic', () => {
  beforeAll(async () => use(await startCloudSandbox()));

  afterAll(() => sandbox.stop());

  beforeEach(async () => {
    tests += 1;
    await serve(`careervp-prod-${tests}`);
  });

  it('makes a failing version raise errors and an alarm, and a rollback lower them', async () => {
    await putAlarms();
    await sandbox.step(120);
    expect(await red()).toEqual([]);
    await move('2');
    await sandbox.step(120);
    expect(await red()).toEqual([`${FunctionName}-errors`]);
    await move('1');
    await sandbox.step(120);
    expect(await red()).toEqual([]);
    const [before = 0, , during = 0, , after = 0] = (await series('Errors', 'Sum')).slice(-5);
    expect([before, after]).toEqual([0, 0]);
    // A little more than five standard deviations around 0.3 of 600.
    expect(Math.abs(during - 180)).toBeLessThan(70);
    expect((await series('5XXError', 'Sum')).at(-3)).toBe((await series('Errors', 'Sum')).at(-3));
  });

  it('makes a slow version raise the latency, and its alarm in three minutes', async () => {
    await putAlarms();
    await sandbox.step(60);
    await move('3');
    await sandbox.step(130);
    expect(await red()).toEqual([]);
    await sandbox.step(120);
    expect(await red()).toEqual([`${FunctionName}-latency`]);
    const p95 = (await series('Duration', 'p95')).at(-2) ?? 0;
    expect(Math.abs(p95 - 9000)).toBeLessThan(1000);
    expect((await series('Duration', 'p95'))[0]).toBeLessThan(600);
  });

  it('comes to nothing where no call is let through: throttles, no calls, 5XX', async () => {
    await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 0 }));
    await sandbox.step(60);
    const throttles = (await series('Throttles', 'Sum')).at(-1) ?? 0;
    expect(throttles).toBeGreaterThan(400);
    expect((await series('5XXError', 'Sum')).at(-1)).toBe(throttles);
  });
});

describe('a cloud that is killed', () => {
  const calls = () => series('Invocations', 'Sum');

  it('goes on with the numbers that were there, which are those of its seed', async () => {
    const places = [await temporaryFolder(), await temporaryFolder()];
    const [first = '', second = ''] = places.map(({ folder }) => folder);
    use(await startCloudSandbox({ folder: first }));
    await serve('careervp-prod-letters');
    await sandbox.step(130);
    const before = await calls();
    const gone = once(sandbox.process, 'close');
    sandbox.process.kill('SIGKILL');
    await gone;

    use(await startCloudSandbox({ folder: first }));
    // What was not on disk yet is lived again; calls that had not ended are lost.
    expect((await calls()).slice(0, 2)).toEqual(before.slice(0, 2));
    await sandbox.step(60);
    expect(await calls()).toHaveLength(before.length + 1);
    await sandbox.stop();

    use(await startCloudSandbox({ folder: second }));
    await serve('careervp-prod-letters');
    for (let seconds = 0; seconds < 130; seconds += 6.5) await sandbox.step(6.5);
    expect(await calls()).toEqual(before);
    await sandbox.stop();
    for (const { remove } of places) await remove();
    // Three processes are started one after another.
  }, 90_000);
});

describe('the calls of a day', () => {
  const plan = { functionName: 'f', qualifier: 'live', perMinute: 60, hasDays: true };
  it.each([
    [15, 1.6],
    [3, 0.4],
    [9, 1],
  ])('at %i:00 are %d of the mean', (hour, share) => {
    expect(callsPerSecond(plan, Date.UTC(2026, 0, 5, hour))).toBeCloseTo(share);
    expect(callsPerSecond({ ...plan, hasDays: false }, Date.UTC(2026, 0, 5, hour))).toBe(1);
  });
});
