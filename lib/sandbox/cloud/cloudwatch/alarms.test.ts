import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  DisableAlarmActionsCommand,
  type MetricDataQuery,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
  PutMetricDataCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ALARM_ROWS, MISSING_DATA } from '#lib/testing/alarm-rows';
import {
  type CloudSandbox,
  cloudWatchClient,
  lambdaClient,
  startCloudSandbox,
} from '#lib/testing/cloud-sandbox';
import { createSandboxFunction, refusal } from '#lib/testing/sandbox-function';

let sandbox: CloudSandbox;
let cloudWatch: CloudWatchClient;
let tests = 0;
let AlarmName = '';
/** A namespace of each test's own. */
let Namespace = '';

beforeAll(async () => {
  sandbox = await startCloudSandbox();
  cloudWatch = cloudWatchClient(sandbox);
});

afterAll(() => sandbox.stop());

beforeEach(() => {
  tests += 1;
  AlarmName = `alarm-${tests}`;
  Namespace = `test-${tests}`;
});

const errors = { MetricName: 'Errors', Statistic: 'Sum', Period: 60 } as const;
const put = (more: Partial<PutMetricAlarmCommandInput>) =>
  cloudWatch.send(
    new PutMetricAlarmCommand({
      AlarmName,
      EvaluationPeriods: 1,
      Threshold: 10,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'notBreaching',
      ...(more.Metrics ? {} : { Namespace, ...errors }),
      ...more,
    }),
  );
async function alarm() {
  const { MetricAlarms = [] } = await cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames: [AlarmName] }));
  return MetricAlarms[0];
}
const state = async () => (await alarm())?.StateValue;

/** Reports values now, lets the minute end, and answers the state. */
async function minute(values: Record<string, number | number[]>) {
  const MetricData = Object.entries(values).map(([MetricName, value]) => ({
    MetricName,
    Values: [value].flat(),
  }));
  if (MetricData.length > 0) await cloudWatch.send(new PutMetricDataCommand({ Namespace, MetricData }));
  await sandbox.step(60);
  return state();
}
async function minutes(...all: Record<string, number | number[]>[]) {
  const states: (string | undefined)[] = [];
  for (const values of all) states.push(await minute(values));
  return states;
}
const history = async () => {
  const { AlarmHistoryItems = [] } = await cloudWatch.send(
    new DescribeAlarmHistoryCommand({ AlarmName, ScanBy: 'TimestampAscending' }),
  );
  return AlarmHistoryItems;
};

const rate: MetricDataQuery[] = ['errors', 'calls'].map((Id) => ({
  Id,
  MetricStat: { Metric: { Namespace: '', MetricName: Id }, Period: 60, Stat: 'Sum' },
  ReturnData: false,
}));
const errorRate = () => [
  ...rate.map((one) => ({
    ...one,
    MetricStat: {
      ...one.MetricStat,
      Metric: { ...one.MetricStat?.Metric, Namespace },
      Period: 60,
      Stat: 'Sum',
    },
  })),
  { Id: 'rate', Expression: '100 * errors / calls', ReturnData: true },
];

describe('the four rules', () => {
  it('error rate: exactly 5 % does not fire, 5.01 % fires the second time', async () => {
    await put({ Metrics: errorRate(), EvaluationPeriods: 2, Threshold: 5 });
    const at = (share: number) => ({ errors: share * 100, calls: 10_000 });
    expect(await minutes(at(5), at(5), at(5.01), at(5), at(5.01), at(5.01))).toEqual([
      'OK',
      'OK',
      'OK',
      'OK',
      'OK',
      'ALARM',
    ]);
  });

  it('error rate: no traffic has no rate, and is not breaching', async () => {
    await put({ Metrics: errorRate(), EvaluationPeriods: 2, Threshold: 5 });
    expect(await minutes({ errors: 3, calls: 0 }, { errors: 3, calls: 0 }, {})).toEqual(['OK', 'OK', 'OK']);
  });

  it('latency: p95 of 5000 ms does not fire, 5001 ms fires the third time', async () => {
    const percentile = { MetricName: 'Duration', ExtendedStatistic: 'p95', Period: 60 };
    await cloudWatch.send(
      new PutMetricAlarmCommand({
        AlarmName,
        Namespace,
        ...percentile,
        EvaluationPeriods: 3,
        Threshold: 5000,
        ComparisonOperator: 'GreaterThanThreshold',
        TreatMissingData: 'notBreaching',
      }),
    );
    const at = (slowest: number) => ({ Duration: [...Array(94).fill(100), ...Array(6).fill(slowest)] });
    expect(await minutes(at(5000), at(5000), at(5000), at(5001), at(5001))).toEqual(Array(5).fill('OK'));
    expect(await minutes(at(5000), at(5001), at(5001), at(5001))).toEqual(['OK', 'OK', 'OK', 'ALARM']);
  });

  it.each([
    ['Lambda errors', 10],
    ['5XX', 20],
  ])('%s: %i does not fire, one more does', async (_, Threshold) => {
    await put({ Threshold });
    expect(await minutes({ Errors: Threshold }, { Errors: Threshold + 1 }, { Errors: 0 })).toEqual([
      'OK',
      'ALARM',
      'OK',
    ]);
  });
});

describe('missing data', () => {
  it.each(ALARM_ROWS)('$datapointsToAlarm of 3 over $points', async (row) => {
    const { now } = await sandbox.control<{ now: string }>('GET /');
    const newest = Date.parse(now) - (Date.parse(now) % 60_000);
    const marks = row.points.split(' ');
    const MetricData = marks.flatMap((mark, at) =>
      mark === '-'
        ? []
        : [
            {
              MetricName: 'Errors',
              Value: mark === 'X' ? 11 : 0,
              Timestamp: new Date(newest - (marks.length - 1 - at) * 60_000),
            },
          ],
    );
    if (MetricData.length > 0) await cloudWatch.send(new PutMetricDataCommand({ Namespace, MetricData }));
    for (const TreatMissingData of MISSING_DATA) {
      await put({
        AlarmName: `${AlarmName}-${TreatMissingData}`,
        EvaluationPeriods: 3,
        DatapointsToAlarm: row.datapointsToAlarm,
        TreatMissingData,
      });
    }
    await sandbox.step(60);
    const AlarmNames = MISSING_DATA.map((mode) => `${AlarmName}-${mode}`);
    const { MetricAlarms = [] } = await cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames }));
    const states = AlarmNames.map(
      (name) => MetricAlarms.find((one) => one.AlarmName === name)?.StateValue ?? '',
    );
    expect(states).toEqual(row.outcomes.map((outcome) => outcome ?? 'INSUFFICIENT_DATA'));
  });
});

describe('a percentile of few samples', () => {
  const latency = (EvaluateLowSampleCountPercentile: string) =>
    cloudWatch.send(
      new PutMetricAlarmCommand({
        AlarmName,
        Namespace,
        MetricName: 'Duration',
        ExtendedStatistic: 'p95',
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 5000,
        ComparisonOperator: 'GreaterThanThreshold',
        EvaluateLowSampleCountPercentile,
      }),
    );
  const calls = (count: number) => ({ Duration: Array(count).fill(9000) });

  it('leaves the state when it is to be ignored: below 200 for p95', async () => {
    await latency('ignore');
    await sandbox.step(60);
    expect(await minutes({ Duration: [...Array(100).fill(1)] })).toEqual(['INSUFFICIENT_DATA']);
    expect(await minute({ Duration: Array(100).fill(9000) })).toBe('INSUFFICIENT_DATA');
    await cloudWatch.send(
      new PutMetricDataCommand({
        Namespace,
        MetricData: [{ MetricName: 'Duration', Values: [9000], Counts: [200] }],
      }),
    );
    expect(await minute({})).toBe('ALARM');
  });

  it('counts otherwise', async () => {
    await latency('evaluate');
    expect(await minute(calls(3))).toBe('ALARM');
  });
});

describe('an alarm', () => {
  it('begins without data; a change replaces all of it and keeps the state', async () => {
    await put({ AlarmDescription: 'first', EvaluationPeriods: 2, DatapointsToAlarm: 2 });
    expect(await alarm()).toMatchObject({ StateValue: 'INSUFFICIENT_DATA', DatapointsToAlarm: 2 });
    expect(await minute({ Errors: 0 })).toBe('OK');
    await put({ Threshold: 20 });
    const after = await alarm();
    expect(after).toMatchObject({ StateValue: 'OK', Threshold: 20, EvaluationPeriods: 1 });
    expect(after?.AlarmDescription).toBeUndefined();
    expect(after?.DatapointsToAlarm).toBeUndefined();
  });

  it('without M wants all N', async () => {
    await put({ EvaluationPeriods: 3 });
    expect(await minutes({ Errors: 50 }, { Errors: 0 }, { Errors: 50 }, { Errors: 50 })).toEqual(
      Array(4).fill('OK'),
    );
    expect(await minute({ Errors: 50 })).toBe('ALARM');
  });

  it.each<[string, Partial<PutMetricAlarmCommandInput>, string]>([
    ['M above N', { EvaluationPeriods: 2, DatapointsToAlarm: 3 }, 'ValidationException'],
    ['a period of 45 seconds', { Period: 45 }, 'ValidationException'],
    ['a mode of missing data that is none', { TreatMissingData: 'bad' }, 'ValidationException'],
    ['more than a day', { Period: 3600, EvaluationPeriods: 25 }, 'ValidationException'],
    ['two statistics', { ExtendedStatistic: 'p95' }, 'InvalidParameterCombinationException'],
    [
      'an expression and a period',
      { Metrics: [{ Id: 'a', Expression: '1' }], Period: 60 },
      'InvalidParameterCombinationException',
    ],
    [
      'two expressions that return data',
      {
        Metrics: [
          { Id: 'a', Expression: '1' },
          { Id: 'b', Expression: '2' },
        ],
      },
      'ValidationException',
    ],
  ])('is refused with %s', async (_, more, error) => {
    await expect(put(more)).rejects.toEqual(refusal(error, 400));
    expect(await alarm()).toBeUndefined();
  });

  it('on a version that is only called through an alias has no data for ever', async () => {
    const lambda = lambdaClient(sandbox);
    await createSandboxFunction(sandbox, lambda, Namespace, { behaviours: [{ errorRate: 1 }] });
    const on = (Resource: string) => [
      { Name: 'FunctionName', Value: Namespace },
      { Name: 'Resource', Value: Resource },
    ];
    const alarmOn = (name: string, Resource: string) =>
      put({
        AlarmName: name,
        Namespace: 'AWS/Lambda',
        Dimensions: on(Resource),
        Threshold: 0,
        TreatMissingData: 'missing',
      });
    await alarmOn(AlarmName, `${Namespace}:1`);
    await alarmOn(`${AlarmName}-live`, `${Namespace}:live`);
    await lambda.send(new InvokeCommand({ FunctionName: Namespace, Qualifier: 'live' }));
    await sandbox.step(60);
    const { MetricAlarms = [] } = await cloudWatch.send(
      new DescribeAlarmsCommand({ AlarmNamePrefix: AlarmName }),
    );
    expect(MetricAlarms.map((one) => [one.AlarmName, one.StateValue])).toEqual([
      [AlarmName, 'INSUFFICIENT_DATA'],
      [`${AlarmName}-live`, 'ALARM'],
    ]);
  });

  it('of DynamoDB ignores missing data, whatever it says', async () => {
    await put({ Namespace: 'AWS/DynamoDB', TreatMissingData: 'breaching' });
    expect(await minute({})).toBe('INSUFFICIENT_DATA');
  });

  it('that is set by hand snaps back at the next look', async () => {
    await put({});
    await minute({ Errors: 0 });
    await cloudWatch.send(
      new SetAlarmStateCommand({ AlarmName, StateValue: 'ALARM', StateReason: 'a drill' }),
    );
    expect(await alarm()).toMatchObject({ StateValue: 'ALARM', StateReason: 'a drill' });
    expect(await minute({ Errors: 0 })).toBe('OK');
  });

  it('is found by its state, and gone when it is deleted', async () => {
    await put({});
    await minute({ Errors: 11 });
    const red = async () => {
      const asked = new DescribeAlarmsCommand({ AlarmNamePrefix: AlarmName, StateValue: 'ALARM' });
      return (await cloudWatch.send(asked)).MetricAlarms?.map((one) => one.AlarmName);
    };
    expect(await red()).toEqual([AlarmName]);
    await cloudWatch.send(new DeleteAlarmsCommand({ AlarmNames: [AlarmName] }));
    expect(await red()).toEqual([]);
    await expect(cloudWatch.send(new DeleteAlarmsCommand({ AlarmNames: [AlarmName] }))).rejects.toEqual(
      refusal('ResourceNotFound', 404),
    );
  });
});

/** Hears what is sent to it, and answers with these statuses and then with 200. */
async function listen(statuses: number[]) {
  const heard: { body: string; key: string | undefined }[] = [];
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    heard.push({
      body: Buffer.concat(pieces).toString('utf8'),
      key: request.headers['x-api-key']?.toString(),
    });
    response.writeHead(statuses.shift() ?? 200).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return { url, heard, close: () => server.close() };
}

describe('events', () => {
  it('tell of every change, with the key that is theirs, and again when nobody took them', async () => {
    const { url, heard, close } = await listen([503]);
    await sandbox.control('PUT /event-targets', [{ url, headers: { 'x-api-key': 'k' } }]);
    await put({ ActionsEnabled: false });
    expect(await minute({ Errors: 11 })).toBe('ALARM');
    await expect.poll(() => heard.length, { timeout: 10_000 }).toBe(2);
    await sandbox.control('PUT /event-targets', []);
    close();
    const [first, second] = heard.map(({ body }) => JSON.parse(body));
    expect(second).toEqual(first);
    expect(heard[0]?.key).toBe('k');
    expect(first).toMatchObject({
      source: 'aws.cloudwatch',
      'detail-type': 'CloudWatch Alarm State Change',
      detail: {
        alarmName: AlarmName,
        state: { value: 'ALARM' },
        previousState: { value: 'INSUFFICIENT_DATA' },
      },
    });
  });
});

describe('actions', () => {
  it('happen when the state changes and only then, and stand in the history', async () => {
    const { url, heard, close } = await listen([]);
    const arn = 'arn:aws:sns:us-east-1:000000000000:alarms';
    await sandbox.control('PUT /topics', [{ arn, url }]);
    await put({ AlarmActions: [arn] });
    await minutes({ Errors: 0 }, { Errors: 11 }, { Errors: 12 }, { Errors: 0 }, { Errors: 13 });
    await expect.poll(() => heard.length).toBe(2);
    close();
    const message = JSON.parse(JSON.parse(heard[0]?.body ?? '').Message);
    expect(message).toMatchObject({ AlarmName, OldStateValue: 'OK', NewStateValue: 'ALARM' });
    const items = await history();
    expect(items.map(({ HistoryItemType }) => HistoryItemType)).toEqual([
      'ConfigurationUpdate',
      'StateUpdate',
      'StateUpdate',
      'Action',
      'StateUpdate',
      'StateUpdate',
      'Action',
    ]);
    expect(items[2]?.HistorySummary).toBe('Alarm updated from OK to ALARM');
    expect(JSON.parse(items[2]?.HistoryData ?? '')).toMatchObject({ newState: { stateValue: 'ALARM' } });
  });

  it('do not happen while they are disabled', async () => {
    await put({ AlarmActions: ['arn:aws:sns:us-east-1:000000000000:none'] });
    await cloudWatch.send(new DisableAlarmActionsCommand({ AlarmNames: [AlarmName] }));
    await minutes({ Errors: 0 }, { Errors: 11 });
    expect((await history()).map(({ HistoryItemType }) => HistoryItemType)).not.toContain('Action');
  });
});
