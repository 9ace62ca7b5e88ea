import {
  type CloudFormationClient,
  CreateStackCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openStacks } from '#lib/adapters/aws/cloudformation';
import { openStackMover } from '#lib/adapters/aws/cloudformation-mover';
import type { StackMover, Stacks } from '#lib/core/stacks';
import { type CloudSandbox, cloudFormationClient, startCloudSandbox } from '#lib/testing/cloud-sandbox';

let sandbox: CloudSandbox;
let formation: CloudFormationClient;
let stacks: Stacks & { close(): void };
let mover: StackMover & { close(): void };
let name = '';
let stackId = '';
let made = 0;

const waiting = { now: Date.now, random: () => 0, sleep: async () => undefined };
const RESOURCE_SECONDS = 10;

/** Queues in a row, of which the last may fail, forwards or backwards too; and an alias that stays where it is. */
function template(size: number, trouble: string[] = [], queues = 2): string {
  const names = Array.from({ length: queues }, (_, at) => `Queue${String(at + 1).padStart(3, '0')}`);
  const queue = (id: string) => ({
    Type: 'AWS::SQS::Queue',
    Properties: { Size: size },
    Metadata: { Sandbox: id === names.at(-1) ? trouble : [] },
  });
  const alias = {
    Type: 'AWS::Lambda::Alias',
    Properties: { FunctionName: 'orders', Name: 'live', FunctionVersion: '41' },
  };
  const resources = names.map((id) => [id, queue(id)] as const);
  return JSON.stringify({ Resources: { Live: alias, ...Object.fromEntries(resources) } });
}

const create = (body: string, more = {}) =>
  formation.send(new CreateStackCommand({ StackName: name, TemplateBody: body, ...more }));
const update = (body: string, more = {}) =>
  formation.send(new UpdateStackCommand({ StackName: name, TemplateBody: body, ...more }));
const status = async () => (await stacks.one(name)).status;
const settle = () => sandbox.step(10 * RESOURCE_SECONDS);
const calls = async (operation: string) =>
  (await sandbox.calls()).filter((call) => call.operation === operation).length;

beforeAll(async () => {
  sandbox = await startCloudSandbox({ settings: { resourceMs: RESOURCE_SECONDS * 1000 } });
  formation = cloudFormationClient(sandbox);
  const { endpoint, region, credentials } = sandbox.client;
  stacks = await openStacks({ endpoint, region, credentials }, waiting);
  mover = await openStackMover({ endpoint, region, credentials }, waiting);
});

afterAll(async () => {
  stacks.close();
  mover.close();
  await sandbox.stop();
});

/** A stack that is whole. */
beforeEach(async () => {
  made += 1;
  name = `orders-prod-${made}`;
  await create(template(1), {
    Tags: [{ Key: 'environment', Value: 'prod' }],
    Parameters: [{ ParameterKey: 'Secret', ParameterValue: 'hush' }],
  });
  await settle();
  stackId = (await stacks.one(name)).id;
});

/** Leaves it in UPDATE_FAILED, as a deploy without rollback does. */
async function failUpdate(): Promise<void> {
  await update(template(2, ['fails']), { DisableRollback: true });
  await settle();
}

async function failRollback(): Promise<void> {
  await update(template(2, ['fails', 'fails-back']));
  await settle();
}

describe('reading stacks', () => {
  it('tells what one is, and of its parameters the names alone', async () => {
    const found = (await stacks.list()).find((stack) => stack.name === name);
    expect(found).toMatchObject({
      id: stackId,
      status: 'CREATE_COMPLETE',
      parameterNames: ['Secret'],
      tags: { environment: 'prod' },
      rootId: null,
    });
    expect(JSON.stringify(await Promise.all([stacks.list(), stacks.resources(name)]))).not.toContain('hush');
  });

  it('tells the events of a moment on, the oldest first, or of one operation', async () => {
    await update(template(2), { ClientRequestToken: 'deploy-2' });
    await settle();
    const all = await stacks.events(name, {});
    const own = await stacks.events(name, { token: 'deploy-2' });
    expect(own.map(({ status: state }) => state)).toEqual([
      'UPDATE_IN_PROGRESS',
      ...['Queue001', 'Queue002'].flatMap(() => ['UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE']),
      'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
      'UPDATE_COMPLETE',
    ]);
    expect(await stacks.events(name, { since: own[0]?.at ?? new Date() })).toEqual(own);
    expect(all.slice(-own.length)).toEqual(own);
    expect((await stacks.latestEvents(name))[0]).toEqual(all.at(-1));
  });

  it('reads every page of events, but none that lies before the moment', async () => {
    await update(template(2, [], 120), { ClientRequestToken: 'large' });
    await sandbox.step(130 * RESOURCE_SECONDS);
    const own = await stacks.events(name, { token: 'large' });
    expect(own).toHaveLength(3 + 2 * 120);
    const before = await calls('DescribeStackEvents');
    expect(await stacks.events(name, { since: own.at(-1)?.at ?? new Date() })).toHaveLength(1);
    expect((await calls('DescribeStackEvents')) - before).toBe(1);
    const whole = await stacks.findEvent(
      name,
      ({ physicalId, status: state }) => physicalId === stackId && state === 'CREATE_COMPLETE',
    );
    expect(whole).toMatchObject({ logicalId: name });
    expect(await stacks.findEvent(name, () => false)).toBeNull();
    expect(await stacks.resources(name)).toHaveLength(121);
  });

  it('tells which aliases it owns, and where its template puts them', async () => {
    expect(await stacks.aliases(name)).toEqual([
      { functionName: 'orders', alias: 'live', logicalId: 'Live', version: 41 },
    ]);
  });

  it('goes on when it is throttled, its answer is lost or nobody can read it', async () => {
    await sandbox.misbehave(
      { operation: 'DescribeStacks', fault: 'throttle', times: 3 },
      { operation: 'DescribeStackEvents', fault: 'lose-answer' },
      { operation: 'ListStackResources', fault: 'garbage' },
    );
    expect(await status()).toBe('CREATE_COMPLETE');
    expect(await stacks.events(name, {})).not.toEqual([]);
    expect(await stacks.resources(name)).toHaveLength(3);
  });

  it('says so when there is no such stack', async () => {
    await expect(stacks.one('nobody')).rejects.toMatchObject({ code: 'not_found' });
    await expect(stacks.events('nobody', {})).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('taking a stack back', () => {
  it.each([
    ['rollback', failUpdate, () => mover.rollback({ stackId, token: `back-${made}` })],
    [
      'continue',
      failRollback,
      () => mover.continueRollback({ stackId, token: `back-${made}`, resourcesToSkip: ['Queue002'] }),
    ],
    ['cancel', () => update(template(2)), () => mover.cancelUpdate({ stackId, token: `back-${made}` })],
  ])('%s ends in a whole stack, and its events carry the token', async (_, prepare, act) => {
    await prepare();
    expect(await act()).toMatchObject({ outcome: 'done', value: null });
    await settle();
    expect(await status()).toBe('UPDATE_ROLLBACK_COMPLETE');
    const own = await stacks.events(stackId, { token: `back-${made}` });
    expect(own.map(({ status: state }) => state)).toContain('UPDATE_ROLLBACK_IN_PROGRESS');
  });

  it.each([
    ['rollback', () => mover.rollback({ stackId, token: `no-${made}` })],
    ['continue', () => mover.continueRollback({ stackId, token: `no-${made}`, resourcesToSkip: [] })],
    ['cancel', () => mover.cancelUpdate({ stackId, token: `no-${made}` })],
  ])('%s is refused in words for one that is whole', async (_, act) => {
    expect(await act()).toMatchObject({
      outcome: 'refused',
      why: expect.stringContaining('CREATE_COMPLETE'),
    });
  });

  it('is refused to skip what did not fail', async () => {
    await failRollback();
    const act = await mover.continueRollback({ stackId, token: 'skip', resourcesToSkip: ['Queue001'] });
    expect(act).toMatchObject({ outcome: 'refused', why: expect.stringContaining('Queue001') });
  });

  it.each([
    ['lost before it arrived', { fault: 'reset' }, 'UPDATE_FAILED'],
    ['lost after it was done', { fault: 'lose-answer' }, 'UPDATE_ROLLBACK_IN_PROGRESS'],
    ['garbled after it was done', { fault: 'garbage', isApplied: true }, 'UPDATE_ROLLBACK_IN_PROGRESS'],
  ])('is unknown when the answer is %s, and is asked once', async (_, fault, then) => {
    await failUpdate();
    const before = await calls('RollbackStack');
    await sandbox.misbehave({ operation: 'RollbackStack', ...fault });
    expect(await mover.rollback({ stackId, token: `lost-${made}` })).toMatchObject({ outcome: 'unknown' });
    expect(await status()).toBe(then);
    expect((await calls('RollbackStack')) - before).toBe(1);
  });

  it('is tried again while it is not let in', async () => {
    await failUpdate();
    await sandbox.misbehave({ operation: 'RollbackStack', fault: 'throttle', times: 3 });
    expect(await mover.rollback({ stackId, token: `late-${made}` })).toMatchObject({ outcome: 'done' });
  });

  it('is told apart when its token was used before', async () => {
    await failUpdate();
    await mover.rollback({ stackId, token: `twice-${made}` });
    await settle();
    expect(await mover.rollback({ stackId, token: `twice-${made}` })).toMatchObject({ outcome: 'raced' });
  });
});
