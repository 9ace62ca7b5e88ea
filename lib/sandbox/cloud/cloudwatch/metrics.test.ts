import {
  type CloudWatchClient,
  GetMetricDataCommand,
  ListMetricsCommand,
  type MetricDataQuery,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { InvokeCommand, type LambdaClient, PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type CloudSandbox,
  cloudWatchClient,
  lambdaClient,
  startCloudSandbox,
} from '#lib/testing/cloud-sandbox';
import { createSandboxFunction, refusal } from '#lib/testing/sandbox-function';

let sandbox: CloudSandbox;
let lambda: LambdaClient;
let cloudWatch: CloudWatchClient;
let functions = 0;
let FunctionName = '';
let start = 0;

const MINUTE = 60_000;

beforeAll(async () => {
  sandbox = await startCloudSandbox();
  lambda = lambdaClient(sandbox);
  cloudWatch = cloudWatchClient(sandbox);
});

afterAll(() => sandbox.stop());

/** A sound version 1 that `live` names, and a version 2 that takes 20 seconds and fails; at the begin of a minute. */
beforeEach(async () => {
  functions += 1;
  FunctionName = `mails-${functions}`;
  const behaviours = [{}, { errorRate: 1, medianMs: 20_000, p95Ms: 20_000 }];
  await createSandboxFunction(sandbox, lambda, FunctionName, { behaviours });
  const { now } = await sandbox.control<{ now: string }>('GET /');
  await sandbox.step(60 - ((Date.parse(now) / 1000) % 60));
  start = Date.parse((await sandbox.control<{ now: string }>('GET /')).now);
});

const call = (Qualifier?: string) =>
  lambda.send(new InvokeCommand({ FunctionName, ...(Qualifier ? { Qualifier } : {}) }));
async function calls(count: number, qualifier?: string) {
  for (let at = 0; at < count; at += 1) await call(qualifier).catch(() => undefined);
}

/** Minutes from the start, with their values. */
async function values(queries: MetricDataQuery[], id: string) {
  const { MetricDataResults = [] } = await cloudWatch.send(
    new GetMetricDataCommand({
      MetricDataQueries: queries,
      StartTime: new Date(start - MINUTE),
      EndTime: new Date(start + 10 * MINUTE),
      ScanBy: 'TimestampAscending',
    }),
  );
  const result = MetricDataResults.find(({ Id }) => Id === id);
  const times = (result?.Timestamps ?? []).map((time) => (time.getTime() - start) / MINUTE);
  return Object.fromEntries(times.map((time, at) => [time, result?.Values?.[at]]));
}

const query = (
  Id: string,
  Stat: string,
  metric: { Namespace: string; MetricName: string; Dimensions?: Record<string, string> },
  Period = 60,
): MetricDataQuery => ({
  Id,
  MetricStat: {
    Metric: {
      ...metric,
      Dimensions: Object.entries(metric.Dimensions ?? {}).map(([Name, Value]) => ({ Name, Value })),
    },
    Period,
    Stat,
  },
});
const ofLambda = (MetricName: string, Stat: string, more: Record<string, string> = {}) =>
  values(
    [query('m', Stat, { Namespace: 'AWS/Lambda', MetricName, Dimensions: { FunctionName, ...more } })],
    'm',
  );

describe('metrics of functions', () => {
  it('count calls by function, by the name they came through, and by the version that ran', async () => {
    await calls(3, 'live');
    await calls(2, '2');
    await calls(1);
    await sandbox.step(60);
    const of = (more?: Record<string, string>) => ofLambda('Invocations', 'Sum', more);
    expect(await of()).toEqual({ 0: 6 });
    expect(await of({ Resource: `${FunctionName}:live` })).toEqual({ 0: 3 });
    expect(await of({ Resource: `${FunctionName}:live`, ExecutedVersion: '1' })).toEqual({ 0: 3 });
    expect(await of({ Resource: `${FunctionName}:2` })).toEqual({ 0: 2 });
    expect(await of({ Resource: FunctionName })).toEqual({ 0: 1 });
    // A version that is called through an alias reports under the alias, never under its number.
    expect(await of({ Resource: `${FunctionName}:1` })).toEqual({});
    expect(await of({ ExecutedVersion: '1' })).toEqual({});
    expect(await of({ Other: 'x' })).toEqual({});
  });

  it('say 0 errors where there were calls, and nothing where there were none', async () => {
    await calls(2, 'live');
    await sandbox.step(60);
    expect(await ofLambda('Errors', 'Sum')).toEqual({ 0: 0 });
    expect(await ofLambda('Errors', 'SampleCount')).toEqual({ 0: 2 });
    expect(await ofLambda('Errors', 'Sum', { Resource: `${FunctionName}:2` })).toEqual({});
  });

  it('put a call into the minute in which it began, when it has ended', async () => {
    await sandbox.step(50);
    await calls(1, '2');
    await sandbox.step(15);
    expect(await ofLambda('Errors', 'Sum')).toEqual({});
    await sandbox.step(10);
    expect(await ofLambda('Errors', 'Sum')).toEqual({ 0: 1 });
    expect(await ofLambda('Duration', 'Maximum')).toEqual({ 0: 20_000 });
    expect(await ofLambda('Duration', 'p95')).toEqual({ 0: 20_000 });
  });

  it('do not count throttled calls as calls', async () => {
    await calls(1, 'live');
    await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 0 }));
    await calls(4, 'live');
    await sandbox.step(60);
    expect(await ofLambda('Invocations', 'Sum')).toEqual({ 0: 1 });
    expect(await ofLambda('Throttles', 'Sum')).toEqual({ 0: 4 });
  });

  it('are listed with each set of dimensions', async () => {
    await calls(1, 'live');
    await sandbox.step(60);
    const { Metrics = [] } = await cloudWatch.send(
      new ListMetricsCommand({
        Namespace: 'AWS/Lambda',
        MetricName: 'Errors',
        Dimensions: [{ Name: 'FunctionName', Value: FunctionName }],
      }),
    );
    expect(Metrics.map(({ Dimensions }) => Dimensions?.map(({ Name }) => Name))).toEqual([
      ['FunctionName'],
      ['FunctionName', 'Resource'],
      ['FunctionName', 'Resource', 'ExecutedVersion'],
    ]);
  });
});

describe('metrics of one’s own', () => {
  const put = (MetricName: string, minute: number, more: object) =>
    cloudWatch.send(
      new PutMetricDataCommand({
        Namespace: FunctionName,
        MetricData: [{ MetricName, Timestamp: new Date(start + minute * MINUTE), ...more }],
      }),
    );
  const own = (MetricName: string, Stat: string, Period?: number) =>
    values([query('m', Stat, { Namespace: FunctionName, MetricName }, Period)], 'm');

  it('have every statistic, over periods of any number of minutes', async () => {
    await put('latency', 0, { Values: [10, 20], Counts: [1, 3] });
    await put('latency', 1, { Value: 100 });
    expect(await own('latency', 'Sum')).toEqual({ 0: 70, 1: 100 });
    expect(await own('latency', 'SampleCount')).toEqual({ 0: 4, 1: 1 });
    expect(await own('latency', 'Average')).toEqual({ 0: 17.5, 1: 100 });
    expect(await own('latency', 'Minimum')).toEqual({ 0: 10, 1: 100 });
    expect(await own('latency', 'p25')).toEqual({ 0: 10, 1: 100 });
    expect(await own('latency', 'p26')).toEqual({ 0: 20, 1: 100 });
    const hour = start - (start % (60 * MINUTE));
    expect(await own('latency', 'Maximum', 3600)).toEqual({ [(hour - start) / MINUTE]: 100 });
  });

  it('have errors in a hundred calls as an expression: missing is 0, and no calls have no rate', async () => {
    await put('errors', 0, { Value: 5 });
    await put('calls', 0, { Value: 100 });
    await put('errors', 1, { Value: 1 });
    await put('calls', 2, { Value: 50 });
    const queries: MetricDataQuery[] = [
      { ...query('errors', 'Sum', { Namespace: FunctionName, MetricName: 'errors' }), ReturnData: false },
      { ...query('calls', 'Sum', { Namespace: FunctionName, MetricName: 'calls' }), ReturnData: false },
      { Id: 'rate', Expression: '100 * errors / calls', Label: 'Error rate' },
    ];
    expect(await values(queries, 'rate')).toEqual({ 0: 5, 2: 0 });
    expect(await values(queries, 'errors')).toEqual({});
  });

  it.each<[string, MetricDataQuery[]]>([
    ['an expression without meaning', [{ Id: 'a', Expression: '1 +' }]],
    ['an id that is not there', [{ Id: 'a', Expression: 'b * 2' }]],
    ['an expression that needs itself', [{ Id: 'a', Expression: 'a * 2' }]],
    [
      'the same id twice',
      [
        { Id: 'a', Expression: '1' },
        { Id: 'a', Expression: '2' },
      ],
    ],
    ['a statistic that is none', [query('a', 'p', { Namespace: 'n', MetricName: 'm' })]],
    ['a period of 45 seconds', [query('a', 'Sum', { Namespace: 'n', MetricName: 'm' }, 45)]],
  ])('are refused for %s', async (_, queries) => {
    await expect(values(queries, 'a')).rejects.toEqual(refusal('ValidationException', 400));
  });

  it('come in pages, newest first unless asked otherwise', async () => {
    for (let minute = 0; minute < 5; minute += 1) await put('n', minute, { Value: minute });
    const page = (NextToken?: string) =>
      cloudWatch.send(
        new GetMetricDataCommand({
          MetricDataQueries: [query('m', 'Sum', { Namespace: FunctionName, MetricName: 'n' })],
          StartTime: new Date(start),
          EndTime: new Date(start + 5 * MINUTE),
          MaxDatapoints: 3,
          ...(NextToken ? { NextToken } : {}),
        }),
      );
    const first = await page();
    expect(first.MetricDataResults?.[0]).toMatchObject({ Values: [4, 3, 2], StatusCode: 'PartialData' });
    const second = await page(first.NextToken);
    expect(second.MetricDataResults?.[0]).toMatchObject({ Values: [1, 0], StatusCode: 'Complete' });
    expect(second.NextToken).toBeUndefined();
  });
});
