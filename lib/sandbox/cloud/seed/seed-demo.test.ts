import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  type CloudWatchClient,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  ListTablesCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import {
  GetAliasCommand,
  InvokeCommand,
  type LambdaClient,
  ListFunctionsCommand,
  ListVersionsByFunctionCommand,
  UpdateAliasCommand,
} from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CloudSandbox,
  cloudFormationClient,
  cloudWatchClient,
  dynamoDbClient,
  lambdaClient,
  startCloudSandbox,
} from '#lib/testing/cloud-sandbox';

let sandbox: CloudSandbox;
let lambda: LambdaClient;
let cloudWatch: CloudWatchClient;

beforeAll(async () => {
  sandbox = await startCloudSandbox({ isDemo: true });
  lambda = lambdaClient(sandbox);
  cloudWatch = cloudWatchClient(sandbox);
});

afterAll(() => sandbox.stop());

const named = (name: string) => `careervp-prod-${name}`;
const alias = (name: string) => lambda.send(new GetAliasCommand({ FunctionName: named(name), Name: 'live' }));
const versions = async (name: string) =>
  (await lambda.send(new ListVersionsByFunctionCommand({ FunctionName: named(name) }))).Versions ?? [];
async function red(name: string) {
  const asked = new DescribeAlarmsCommand({ StateValue: 'ALARM', AlarmNamePrefix: `${named(name)}-` });
  const { MetricAlarms = [] } = await cloudWatch.send(asked);
  return MetricAlarms.map(({ AlarmName = '' }) => AlarmName.slice(named(name).length + 1));
}
const moveBack = (name: string, FunctionVersion: string) =>
  lambda.send(new UpdateAliasCommand({ FunctionName: named(name), Name: 'live', FunctionVersion }));
const ship = (name: string, kind: string) =>
  sandbox.control<{ version: string; from: string }>('POST /ship', { functionName: named(name), kind });
const trouble = (name: string, kind: string, minutes = 30) =>
  sandbox.control('POST /troubles', { functionName: named(name), kind, minutes });

describe('the demo', () => {
  it('has a dozen functions, each with a past that fits its live version', async () => {
    const { Functions = [] } = await lambda.send(new ListFunctionsCommand({}));
    expect(Functions).toHaveLength(12);
    for (const name of ['vpr-generator', 'auth', 'cv-parser']) {
      const [latest, ...numbered] = await versions(name);
      expect((await alias(name)).FunctionVersion).toBe(numbered.at(-1)?.Version);
      expect(latest?.CodeSha256).toBe(numbered.at(-1)?.CodeSha256);
      expect(new Set(numbered.map(({ CodeSha256 }) => CodeSha256)).size).toBe(numbered.length);
      const times = numbered.map(({ LastModified = '' }) => LastModified);
      expect(times).toEqual([...times].sort());
      expect(numbered.every(({ Description = '' }) => /^\d[0-9a-f]{6} /.test(Description))).toBe(true);
      expect(numbered[0]?.State).toBe('Inactive');
      expect(numbered.at(-2)?.State).toBe('Active');
    }
  });

  it('has one that was rolled back, one that is being tried, one that points at $LATEST', async () => {
    expect((await alias('cover-letter')).FunctionVersion).toBe('23');
    expect(await versions('cover-letter')).toHaveLength(25);
    expect((await alias('job-matcher')).RoutingConfig?.AdditionalVersionWeights).toEqual({ 16: 0.1 });
    expect((await alias('export')).FunctionVersion).toBe('$LATEST');
  });

  it('has four alarms for each, quiet now, that were red when the past says so', async () => {
    await sandbox.step(240);
    const { MetricAlarms = [] } = await cloudWatch.send(new DescribeAlarmsCommand({ MaxRecords: 100 }));
    expect(MetricAlarms).toHaveLength(48);
    expect(MetricAlarms.filter(({ StateValue }) => StateValue === 'ALARM')).toEqual([]);
    const changes = async (alarm: string) => {
      const asked = new DescribeAlarmHistoryCommand({
        AlarmName: named(alarm),
        HistoryItemType: 'StateUpdate',
      });
      const { AlarmHistoryItems = [] } = await cloudWatch.send(asked);
      return AlarmHistoryItems.map(({ HistorySummary }) => HistorySummary?.replace('Alarm updated ', ''));
    };
    for (const name of [
      'cover-letter-HighErrorRate',
      'cover-letter-5XXErrors',
      'vpr-generator-HighLatency',
    ]) {
      expect((await changes(name)).slice(0, 2)).toEqual(['from ALARM to OK', 'from OK to ALARM']);
    }
    expect(await changes('auth-LambdaErrors')).toEqual(['from INSUFFICIENT_DATA to OK']);
  });

  it('has numbers for a week, in which the bad version shows', async () => {
    const now = Date.parse((await sandbox.control<{ now: string }>('GET /')).now);
    const series = async (MetricName: string, more: { Name: string; Value: string }[] = []) => {
      const name = named('cover-letter');
      const Metric = {
        Namespace: 'AWS/Lambda',
        MetricName,
        Dimensions: [{ Name: 'FunctionName', Value: name }, ...more],
      };
      const asked = new GetMetricDataCommand({
        MetricDataQueries: [{ Id: 'm', MetricStat: { Metric, Period: 3600, Stat: 'Sum' } }],
        StartTime: new Date(now - 7 * 86_400_000),
        EndTime: new Date(now),
      });
      return (await cloudWatch.send(asked)).MetricDataResults?.[0]?.Values ?? [];
    };
    expect((await series('Invocations')).length).toBeGreaterThan(165);
    const errors = await series('Errors');
    expect(Math.max(...errors)).toBeGreaterThan(500);
    expect(errors.filter((count) => count > 200).length).toBeLessThan(3);
    const ofBad = [
      { Name: 'Resource', Value: `${named('cover-letter')}:live` },
      { Name: 'ExecutedVersion', Value: '24' },
    ];
    expect((await series('Invocations', ofBad)).length).toBeLessThan(3);
  });
});

describe('what else the demo has', () => {
  it('is two stacks that own the functions, and two tables that can be taken back in time', async () => {
    const { Stacks = [] } = await cloudFormationClient(sandbox).send(new DescribeStacksCommand({}));
    expect(Stacks.map(({ StackName, StackStatus }) => [StackName, StackStatus])).toEqual([
      [named('documents'), 'CREATE_COMPLETE'],
      [named('platform'), 'CREATE_COMPLETE'],
    ]);
    const dynamo = dynamoDbClient(sandbox);
    const { TableNames = [] } = await dynamo.send(new ListTablesCommand({}));
    expect(TableNames).toEqual([named('documents'), named('users')]);
    for (const TableName of TableNames) {
      const { Table } = await dynamo.send(new DescribeTableCommand({ TableName }));
      const { Count } = await dynamo.send(new ScanCommand({ TableName, Select: 'COUNT' }));
      expect(Table?.ItemCount).toBe(Count);
      const asked = new DescribeContinuousBackupsCommand({ TableName });
      const { ContinuousBackupsDescription } = await dynamo.send(asked);
      expect(ContinuousBackupsDescription?.PointInTimeRecoveryDescription).toMatchObject({
        PointInTimeRecoveryStatus: 'ENABLED',
      });
    }
  });
});

describe('what is broken', () => {
  it('by a release is mended by going back', async () => {
    const { version, from } = await ship('cv-parser', 'failing');
    expect(await alias('cv-parser')).toMatchObject({ FunctionVersion: version });
    await sandbox.step(150);
    expect(await red('cv-parser')).toEqual(['5XXErrors', 'HighErrorRate', 'LambdaErrors']);
    const health = await lambda.send(
      new InvokeCommand({
        FunctionName: named('cv-parser'),
        Qualifier: 'live',
        Payload: JSON.stringify({ path: '/health' }),
      }),
    );
    expect(health.FunctionError ?? health.Payload?.transformToString()).toMatch(/Unhandled|"statusCode":500/);
    await moveBack('cv-parser', from);
    await sandbox.step(180);
    expect(await red('cv-parser')).toEqual([]);
  });

  it('by a slow release raises the latency alone', async () => {
    const { from } = await ship('gap-analysis', 'slow');
    await sandbox.step(270);
    expect(await red('gap-analysis')).toEqual(['HighLatency']);
    await moveBack('gap-analysis', from);
    const { version } = await ship('gap-analysis', 'sound');
    await sandbox.step(240);
    expect(await red('gap-analysis')).toEqual([]);
    expect((await alias('gap-analysis')).FunctionVersion).toBe(version);
  });

  it('from outside stays broken whatever version is live, until it is over', async () => {
    await trouble('notifications', 'failing', 5);
    await sandbox.step(130);
    expect(await red('notifications')).toContain('HighErrorRate');
    await moveBack('notifications', '10');
    await sandbox.step(120);
    expect(await red('notifications')).toContain('HighErrorRate');
    await sandbox.step(180);
    expect(await red('notifications')).toEqual([]);
  });

  it('can flap: the alarm changes each minute', async () => {
    await trouble('cv-tailor', 'flapping');
    const states: boolean[] = [];
    for (let minute = 0; minute < 6; minute += 1) {
      await sandbox.step(60);
      states.push((await red('cv-tailor')).includes('LambdaErrors'));
    }
    // Each minute that is whole differs from the one before it.
    const changes = states.slice(1).map((isRed, at) => isRed !== states[at]);
    expect(changes.slice(1)).toEqual([true, true, true, true]);
    await sandbox.control('DELETE /troubles', { functionName: named('cv-tailor') });
    expect(await sandbox.control('GET /troubles')).toEqual([]);
  });
});
