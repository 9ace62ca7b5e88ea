import {
  CancelUpdateStackCommand,
  type CloudFormationClient,
  ContinueUpdateRollbackCommand,
  CreateStackCommand,
  type CreateStackCommandInput,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  ListStackResourcesCommand,
  RollbackStackCommand,
  UpdateStackCommand,
  type UpdateStackCommandInput,
} from '@aws-sdk/client-cloudformation';
import { PutMetricAlarmCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { DeleteFunctionCommand, GetAliasCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type CloudSandbox,
  cloudFormationClient,
  cloudWatchClient,
  lambdaClient,
  startCloudSandbox,
} from '#lib/testing/cloud-sandbox';
import { createSandboxFunction, refusal } from '#lib/testing/sandbox-function';

let sandbox: CloudSandbox;
let formation: CloudFormationClient;
let tests = 0;
let StackName = '';

beforeAll(async () => {
  sandbox = await startCloudSandbox({ settings: { resourceMs: 10_000, propagationMs: 0 } });
  formation = cloudFormationClient(sandbox);
});

afterAll(() => sandbox.stop());

beforeEach(() => {
  tests += 1;
  StackName = `careervp-${tests}`;
});

type Trouble = 'fails' | 'fails-back';

/** Two queues, of which the second may fail. */
const template = (size: number, trouble: Trouble[] = []) =>
  JSON.stringify({
    Resources: {
      First: { Type: 'AWS::SQS::Queue', Properties: { Size: size } },
      Second: { Type: 'AWS::SQS::Queue', Properties: { Size: size }, Metadata: { Sandbox: trouble } },
    },
  });
const create = (TemplateBody: string, more: Partial<CreateStackCommandInput> = {}) =>
  formation.send(new CreateStackCommand({ StackName, TemplateBody, ...more }));
const update = (TemplateBody: string, more: Partial<UpdateStackCommandInput> = {}) =>
  formation.send(new UpdateStackCommand({ StackName, TemplateBody, ...more }));
const rollback = (ClientRequestToken?: string) =>
  formation.send(
    new RollbackStackCommand({ StackName, ...(ClientRequestToken ? { ClientRequestToken } : {}) }),
  );
const stack = async () => (await formation.send(new DescribeStacksCommand({ StackName }))).Stacks?.[0];
const status = async () => (await stack())?.StackStatus;
const size = async () => {
  const { TemplateBody = '' } = await formation.send(new GetTemplateCommand({ StackName }));
  return JSON.parse(TemplateBody).Resources.First.Properties.Size;
};
async function events(token?: string) {
  const { StackEvents = [] } = await formation.send(new DescribeStackEventsCommand({ StackName }));
  return StackEvents.filter(({ ClientRequestToken }) => token === undefined || ClientRequestToken === token)
    .reverse()
    .map(({ LogicalResourceId, ResourceStatus }) => `${LogicalResourceId} ${ResourceStatus}`);
}
async function whole() {
  await create(template(1));
  await sandbox.step(30);
}

describe('a stack', () => {
  it('is made and updated one resource after another, and cleans up', async () => {
    await create(template(1), {
      Parameters: [{ ParameterKey: 'Stage', ParameterValue: 'prod' }],
      Tags: [{ Key: 'team', Value: 'a & b' }],
    });
    expect(await status()).toBe('CREATE_IN_PROGRESS');
    await sandbox.step(20);
    expect(await stack()).toMatchObject({
      StackStatus: 'CREATE_COMPLETE',
      Parameters: [{ ParameterKey: 'Stage', ParameterValue: 'prod' }],
      Tags: [{ Key: 'team', Value: 'a & b' }],
    });
    await update(template(2));
    expect(await status()).toBe('UPDATE_IN_PROGRESS');
    await sandbox.step(20);
    expect(await status()).toBe('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
    await expect(formation.send(new CancelUpdateStackCommand({ StackName }))).rejects.toEqual(
      refusal('ValidationError', 400),
    );
    await sandbox.step(10);
    expect(await status()).toBe('UPDATE_COMPLETE');
    expect(await size()).toBe(2);
    const { StackResourceSummaries = [] } = await formation.send(
      new ListStackResourcesCommand({ StackName }),
    );
    expect(StackResourceSummaries.map(({ ResourceStatus }) => ResourceStatus)).toEqual([
      'UPDATE_COMPLETE',
      'UPDATE_COMPLETE',
    ]);
  });

  it('goes back by itself when a resource fails', async () => {
    await whole();
    await update(template(2, ['fails']), { ClientRequestToken: 'deploy-1' });
    await sandbox.step(60);
    expect(await status()).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await size()).toBe(1);
    expect(await events('deploy-1')).toEqual([
      `${StackName} UPDATE_IN_PROGRESS`,
      'First UPDATE_IN_PROGRESS',
      'First UPDATE_COMPLETE',
      'Second UPDATE_IN_PROGRESS',
      'Second UPDATE_FAILED',
      `${StackName} UPDATE_ROLLBACK_IN_PROGRESS`,
      'First UPDATE_IN_PROGRESS',
      'First UPDATE_COMPLETE',
      'Second UPDATE_IN_PROGRESS',
      'Second UPDATE_COMPLETE',
      `${StackName} UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS`,
      `${StackName} UPDATE_ROLLBACK_COMPLETE`,
    ]);
  });

  it('refuses an update that changes nothing, a stack twice, and one that is not there', async () => {
    await whole();
    await expect(update(template(1))).rejects.toThrow('No updates are to be performed.');
    await expect(create(template(1))).rejects.toEqual(refusal('AlreadyExistsException', 400));
    StackName = 'missing';
    await expect(status()).rejects.toEqual(refusal('ValidationError', 400));
  });
});

describe('RollbackStack', () => {
  it('takes a failed update back, and its events carry the token', async () => {
    await whole();
    await update(template(2, ['fails']), { DisableRollback: true });
    await sandbox.step(20);
    expect(await status()).toBe('UPDATE_FAILED');
    await rollback('operation-7');
    expect(await status()).toBe('UPDATE_ROLLBACK_IN_PROGRESS');
    await sandbox.step(30);
    expect(await status()).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await size()).toBe(1);
    expect((await events('operation-7')).at(-1)).toBe(`${StackName} UPDATE_ROLLBACK_COMPLETE`);
    await expect(rollback('operation-7')).rejects.toEqual(refusal('TokenAlreadyExistsException', 400));
  });

  it('deletes a stack that never was whole', async () => {
    await create(template(1, ['fails']), { DisableRollback: true });
    await sandbox.step(20);
    expect(await status()).toBe('CREATE_FAILED');
    await rollback();
    await sandbox.step(10);
    await expect(status()).rejects.toEqual(refusal('ValidationError', 400));
  });

  it.each<[string, () => Promise<unknown>, number]>([
    ['CREATE_COMPLETE', whole, 0],
    ['UPDATE_IN_PROGRESS', async () => whole().then(() => update(template(2))), 5],
    ['UPDATE_COMPLETE', async () => whole().then(() => update(template(2))), 30],
    ['UPDATE_ROLLBACK_COMPLETE', async () => whole().then(() => update(template(2, ['fails']))), 60],
    [
      'UPDATE_ROLLBACK_FAILED',
      async () => whole().then(() => update(template(2, ['fails', 'fails-back']))),
      60,
    ],
    ['ROLLBACK_COMPLETE', () => create(template(1, ['fails'])), 60],
  ])('is refused from %s', async (expected, prepare, seconds) => {
    await prepare();
    await sandbox.step(seconds);
    expect(await status()).toBe(expected);
    await expect(rollback()).rejects.toEqual(refusal('ValidationError', 400));
    expect(await status()).toBe(expected);
  });

  it.each(['a b', '-a', 'x'.repeat(129)])('takes no token like %j', async (token) => {
    await whole();
    await expect(rollback(token)).rejects.toEqual(refusal('ValidationError', 400));
  });
});

describe('CancelUpdateStack', () => {
  it('takes back an update that runs, and only that', async () => {
    await whole();
    await expect(formation.send(new CancelUpdateStackCommand({ StackName }))).rejects.toEqual(
      refusal('ValidationError', 400),
    );
    await update(template(2));
    await sandbox.step(5);
    await formation.send(new CancelUpdateStackCommand({ StackName, ClientRequestToken: 'cancel-1' }));
    await sandbox.step(40);
    expect(await status()).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await size()).toBe(1);
  });
});

describe('ContinueUpdateRollback', () => {
  const goOn = (ResourcesToSkip?: string[]) =>
    formation.send(
      new ContinueUpdateRollbackCommand({ StackName, ...(ResourcesToSkip ? { ResourcesToSkip } : {}) }),
    );

  it('goes on only after a failed rollback, and skips only what failed in it', async () => {
    await whole();
    await expect(goOn()).rejects.toEqual(refusal('ValidationError', 400));
    await update(template(2, ['fails', 'fails-back']));
    await sandbox.step(60);
    expect(await status()).toBe('UPDATE_ROLLBACK_FAILED');
    await expect(goOn(['First'])).rejects.toEqual(refusal('ValidationError', 400));
    await goOn();
    await sandbox.step(60);
    expect(await status()).toBe('UPDATE_ROLLBACK_FAILED');
    await goOn(['Second']);
    await sandbox.step(60);
    expect(await status()).toBe('UPDATE_ROLLBACK_COMPLETE');
    const { StackResourceSummaries = [] } = await formation.send(
      new ListStackResourcesCommand({ StackName }),
    );
    const skipped = StackResourceSummaries.find(({ LogicalResourceId }) => LogicalResourceId === 'Second');
    expect(skipped).toMatchObject({
      ResourceStatus: 'UPDATE_COMPLETE',
      DriftInformation: { StackResourceDriftStatus: 'MODIFIED' },
    });
  });
});

describe('rollback triggers', () => {
  const trigger = (name: string) => ({
    Arn: `arn:aws:cloudwatch:us-east-1:000000000000:alarm:${name}`,
    Type: 'AWS::CloudWatch::Alarm',
  });

  it('take an update back while it is watched, stay when they are not sent, and go when none are', async () => {
    const cloudWatch = cloudWatchClient(sandbox);
    const AlarmName = `alarm-${tests}`;
    await cloudWatch.send(
      new PutMetricAlarmCommand({
        AlarmName,
        Namespace: 'none',
        MetricName: 'none',
        Statistic: 'Sum',
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: 'GreaterThanThreshold',
        TreatMissingData: 'ignore',
      }),
    );
    await whole();
    const RollbackTriggers = [trigger(AlarmName)];
    await update(template(2), { RollbackConfiguration: { RollbackTriggers, MonitoringTimeInMinutes: 5 } });
    await sandbox.step(120);
    expect(await status()).toBe('UPDATE_IN_PROGRESS');
    await cloudWatch.send(
      new SetAlarmStateCommand({ AlarmName, StateValue: 'ALARM', StateReason: 'a drill' }),
    );
    await sandbox.step(60);
    expect(await status()).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect((await stack())?.RollbackConfiguration?.RollbackTriggers).toEqual(RollbackTriggers);
    await update(template(3), {
      RollbackConfiguration: { RollbackTriggers: [], MonitoringTimeInMinutes: 0 },
    });
    await sandbox.step(60);
    expect(await status()).toBe('UPDATE_COMPLETE');
    expect((await stack())?.RollbackConfiguration?.RollbackTriggers ?? []).toEqual([]);
  });

  it('are at most five, and must be there', async () => {
    await whole();
    const all = ['1', '2', '3', '4', '5', '6'].map(trigger);
    await expect(update(template(2), { RollbackConfiguration: { RollbackTriggers: all } })).rejects.toEqual(
      refusal('ValidationError', 400),
    );
    await update(template(2), { RollbackConfiguration: { RollbackTriggers: [trigger('missing')] } });
    await sandbox.step(60);
    expect(await status()).toBe('UPDATE_ROLLBACK_COMPLETE');
  });
});

describe('an alias that a stack owns', () => {
  const owning = (FunctionVersion: string, trouble: Trouble[] = []) =>
    JSON.stringify({
      Resources: {
        Live: {
          Type: 'AWS::Lambda::Alias',
          Properties: { FunctionName: StackName, Name: 'live', FunctionVersion },
        },
        Queue: { Type: 'AWS::SQS::Queue', Metadata: { Sandbox: trouble } },
      },
    });

  it('is moved by it, and a version that is gone makes the way back fail', async () => {
    const lambda = lambdaClient(sandbox);
    await createSandboxFunction(sandbox, lambda, StackName, { behaviours: [{}, {}, {}], live: '3' });
    const live = async () =>
      (await lambda.send(new GetAliasCommand({ FunctionName: StackName, Name: 'live' }))).FunctionVersion;
    await create(owning('1'));
    await sandbox.step(20);
    expect(await live()).toBe('1');
    await update(owning('2'));
    await sandbox.step(30);
    expect(await live()).toBe('2');
    // An update to a version that is gone fails, and goes back.
    await update(owning('9'));
    await sandbox.step(60);
    expect(await status()).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await live()).toBe('2');
    // A retention that deletes what a stack would go back to.
    await update(owning('3', ['fails']));
    await sandbox.step(10);
    expect(await live()).toBe('3');
    await lambda.send(new DeleteFunctionCommand({ FunctionName: StackName, Qualifier: '2' }));
    await sandbox.step(60);
    expect(await status()).toBe('UPDATE_ROLLBACK_FAILED');
    expect(await live()).toBe('3');
  });
});

it('a control begins an update that fails', async () => {
  await whole();
  await sandbox.control('POST /stacks/fail', { stackName: StackName, kind: 'fails' });
  await sandbox.step(60);
  expect(await status()).toBe('UPDATE_FAILED');
  await rollback();
  await sandbox.step(60);
  await sandbox.control('POST /stacks/fail', { stackName: StackName, kind: 'fails-back' });
  await sandbox.step(120);
  expect(await status()).toBe('UPDATE_ROLLBACK_FAILED');
});
