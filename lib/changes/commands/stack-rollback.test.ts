import {
  type CloudFormationClient,
  CreateStackCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { executeChange } from '#lib/changes/commands/execute-change';
import { planChange } from '#lib/changes/commands/plan-change';
import { runChange } from '#lib/changes/commands/run-change';
import { getChange } from '#lib/changes/queries/changes';
import type { Ctx } from '#lib/core/ctx';
import type { StackAction } from '#lib/stacks/way-back';
import {
  type CloudSandbox,
  cloudFormationClient,
  lambdaClient,
  startCloudSandbox,
} from '#lib/testing/cloud-sandbox';
import { TEST_ADMIN, TEST_NOW, testCtx } from '#lib/testing/ctx';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { instantPace } from '#lib/testing/instant-pace';
import { sandboxCloud } from '#lib/testing/sandbox-cloud';
import { createSandboxFunction } from '#lib/testing/sandbox-function';

let sandbox: CloudSandbox;
let formation: CloudFormationClient;
let database: TestDatabase;
let cloud: Awaited<ReturnType<typeof sandboxCloud>>;
let ctx: Ctx;
let made = 0;
let stack = '';
let functionName = '';

const RESOURCE_SECONDS = 10;
const reason = 'The update of 08:40 failed half-way';

beforeAll(async () => {
  sandbox = await startCloudSandbox({
    settings: { resourceMs: RESOURCE_SECONDS * 1000, propagationMs: 0 },
  });
  formation = cloudFormationClient(sandbox);
  database = await testDatabase();
  cloud = await sandboxCloud(sandbox);
  // Pauses of the change are time that passes in the cloud.
  const pace = instantPace(TEST_NOW, (ms) => sandbox.step(ms / 1000));
  ctx = testCtx({ db: database.db, cloud, pace, newId: () => crypto.randomUUID() });
});

afterAll(async () => {
  cloud.close();
  await database.close();
  await sandbox.stop();
});

/** An alias and a queue; what `fails` is the queue, which comes after the alias. */
function template(version: string, trouble: string[] = []): string {
  const alias = { FunctionName: functionName, Name: 'live', FunctionVersion: version };
  return JSON.stringify({
    Resources: {
      Live: { Type: 'AWS::Lambda::Alias', Properties: alias },
      Queue: {
        Type: 'AWS::SQS::Queue',
        Properties: { For: version },
        Metadata: { Sandbox: trouble },
      },
    },
  });
}

const settle = () => sandbox.step(10 * RESOURCE_SECONDS);
const update = (TemplateBody: string, more = {}) =>
  formation.send(new UpdateStackCommand({ StackName: stack, TemplateBody, ...more }));
const status = async () => (await cloud.stacks.one(stack)).status;
const calls = async (operation: string) =>
  (await sandbox.calls()).filter(
    (call) => call.operation === operation && String(call.input.StackName).includes(`${stack}/`),
  );

/** A whole stack that puts `live` at version 1. */
beforeEach(async () => {
  made += 1;
  stack = `orders-prod-${made}`;
  functionName = `orders-prod-api-${made}`;
  await createSandboxFunction(sandbox, lambdaClient(sandbox), functionName, { behaviours: [{}, {}] });
  await formation.send(new CreateStackCommand({ StackName: stack, TemplateBody: template('1') }));
  await settle();
});

async function live() {
  return (await cloud.functions.aliases(functionName))[0]?.version;
}

/** An update that moved the alias to version 2, and then failed and was left so. */
async function failUpdate(): Promise<void> {
  await update(template('2', ['fails']), { DisableRollback: true });
  await settle();
}

async function failRollback(): Promise<void> {
  await update(template('2', ['fails', 'fails-back']));
  await settle();
}

async function plan(more: { action?: StackAction; resourcesToSkip?: string[] } = {}) {
  const asked = { kind: 'stack-rollback', environment: 'prod', stack, reason } as const;
  const change = await planChange(ctx, { ...asked, resourcesToSkip: [], ...more });
  if (change.kind !== 'stack-rollback') throw new Error('What was asked for is the rollback of a stack.');
  return change;
}

async function begin(change: Awaited<ReturnType<typeof plan>>): Promise<void> {
  const { planHash, confirmation } = change;
  await executeChange(ctx, change.id, { planHash, confirmation });
}

async function told(changeId: string) {
  const events = await database.db.changeEvent.findMany({ where: { changeId }, orderBy: { id: 'asc' } });
  return events.map(({ kind, sentence }) => ({ kind, sentence }));
}

describe('the plan', () => {
  it('says what CloudFormation will do, what it leaves, and what is refused', async () => {
    await failUpdate();
    expect(await live()).toBe(2);
    const change = await plan();
    expect(change).toMatchObject({ status: 'planned', confirmation: 'prod' });
    expect(change.plan).toMatchObject([
      {
        stack,
        action: 'rollback',
        fromStatus: 'UPDATE_FAILED',
        resourcesToSkip: [],
        resources: [
          { logicalId: 'Live', type: 'AWS::Lambda::Alias', status: 'UPDATE_COMPLETE' },
          { logicalId: 'Queue', type: 'AWS::SQS::Queue', status: 'UPDATE_FAILED' },
        ],
        aliases: [{ function: functionName, alias: 'live', fromVersion: '2', fromWeights: {} }],
        functions: [functionName],
        refused: [{ action: 'continue' }, { action: 'cancel' }],
      },
    ]);
    const [item] = change.plan;
    expect(item?.does[0]).toContain('takes back what was done to 2 resources');
    expect(item?.leaves.join(' ')).toContain('Data that was written meanwhile stays');
    expect(change.checks.map(({ id, status: state }) => [id, state])).toEqual([
      ['plan_fresh', 'pass'],
      ['no_other_change', 'pass'],
      ['signed_in_recently', 'pass'],
    ]);
    expect(await calls('RollbackStack')).toEqual([]);
  });

  it('names all that stands against it at once', async () => {
    await failUpdate();
    const asked = planChange(ctx, {
      kind: 'stack-rollback',
      environment: 'qa',
      stack,
      reason,
      action: 'continue',
      resourcesToSkip: ['Live'],
    });
    await expect(asked).rejects.toMatchObject({
      code: 'unprocessable',
      errors: [
        { path: 'environment', message: `${stack} is in prod, not in qa.` },
        { path: 'action', message: expect.stringContaining('is for UPDATE_ROLLBACK_FAILED') },
        { path: 'resourcesToSkip.0', message: expect.stringContaining('did not fail in the rollback') },
      ],
    });
  });

  it.each<[StackAction | undefined, RegExp]>([
    [undefined, /No call takes a whole stack back/],
    ['rollback', /is for UPDATE_FAILED; this stack is CREATE_COMPLETE/],
    ['cancel', /is for UPDATE_IN_PROGRESS; this stack is CREATE_COMPLETE/],
  ])('of %s is refused for a whole stack', async (action, message) => {
    const asked = plan(action ? { action } : {});
    await expect(asked).rejects.toMatchObject({
      code: 'unprocessable',
      message: expect.stringMatching(message),
    });
  });

  it('is refused for a stack that a rollback would delete', async () => {
    stack = `new-prod-${made}`;
    const TemplateBody = template('1', ['fails']);
    await formation.send(new CreateStackCommand({ StackName: stack, TemplateBody, DisableRollback: true }));
    await settle();
    await expect(plan()).rejects.toMatchObject({
      code: 'unprocessable',
      message: expect.stringContaining('would delete it with all that is in it'),
    });
  });

  it('is refused for a stack that is not there', async () => {
    stack = 'nobody';
    await expect(plan()).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('taking a stack back', () => {
  it('from UPDATE_FAILED follows it to its end, and tells each event once', async () => {
    await failUpdate();
    const change = await plan();
    await begin(change);
    await runChange(ctx, change.id);
    expect(await status()).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await live()).toBe(1);
    const done = await getChange(ctx, change.id);
    expect(done).toMatchObject({ status: 'done', result: { finalStatus: 'UPDATE_ROLLBACK_COMPLETE' } });
    const sentences = await told(change.id);
    expect(sentences.map(({ kind }) => kind)).toEqual([
      'started',
      'intended',
      'done',
      ...Array.from({ length: 7 }, () => 'stack_event'),
      'verifying',
      // This function is called by nobody.
      'unknown',
    ]);
    expect(sentences[3]?.sentence).toBe(
      `${stack} (CloudFormation::Stack) is UPDATE_ROLLBACK_IN_PROGRESS: User Initiated`,
    );
    expect(sentences.at(-2)?.sentence).toBe(
      `${stack} is UPDATE_ROLLBACK_COMPLETE. An update was taken back: it is as it was before.`,
    );
    const [asked, ...others] = await calls('RollbackStack');
    expect(others).toEqual([]);
    expect(asked?.input).toMatchObject({ ClientRequestToken: change.id });
    expect(await database.db.activeTarget.count({ where: { changeId: change.id } })).toBe(0);
  });

  it('writes down the aliases that it moved, so that nobody takes them for strangers', async () => {
    await failUpdate();
    const change = await plan();
    await begin(change);
    await runChange(ctx, change.id);
    const moves = await database.db.aliasMove.findMany({ where: { changeId: change.id } });
    expect(moves).toMatchObject([{ functionName, alias: 'live', toVersion: 1, movedBy: TEST_ADMIN.name }]);
  });

  it('marks the version that it left as bad, locks its deploys, and says whether it helped', async () => {
    await failUpdate();
    const change = await plan();
    await begin(change);
    await runChange(ctx, change.id);
    const where = { functionName };
    expect(await database.db.badVersion.findMany({ where })).toMatchObject([
      { version: 2, reason, changeId: change.id, markedBy: TEST_ADMIN.name, clearedAt: null },
    ]);
    expect(await database.db.deployLock.findMany({ where })).toMatchObject([
      { reason, changeId: change.id, lockedBy: TEST_ADMIN.name, unlockedAt: null },
    ]);
    expect((await getChange(ctx, change.id)).verdict).toMatchObject({
      verdict: 'unknown',
      functions: [{ function: functionName, isAtTarget: true, executedVersions: ['1'] }],
    });
  });

  it('that stops half-way locks what it changed', async () => {
    await failRollback();
    const change = await plan();
    await begin(change);
    await runChange(ctx, change.id);
    expect(await getChange(ctx, change.id)).toMatchObject({ status: 'failed', verdict: null });
    expect(await database.db.deployLock.count({ where: { functionName } })).toBe(1);
  });

  it('from UPDATE_ROLLBACK_FAILED goes on, and skips what it is told to', async () => {
    await failRollback();
    const change = await plan({ resourcesToSkip: ['Queue'] });
    expect(change.plan[0]).toMatchObject({ action: 'continue', resourcesToSkip: ['Queue'] });
    expect(change.plan[0]?.leaves.at(-1)).toMatch(
      /differs from the template until somebody mends it by hand: Queue\.$/,
    );
    await begin(change);
    await runChange(ctx, change.id);
    expect(await getChange(ctx, change.id)).toMatchObject({ status: 'done' });
    expect((await calls('ContinueUpdateRollback'))[0]?.input).toMatchObject({ ResourcesToSkip: ['Queue'] });
  });

  it('fails when it fails again, and says what AWS says and what can be done', async () => {
    await failRollback();
    const change = await plan();
    await begin(change);
    await runChange(ctx, change.id);
    expect(await getChange(ctx, change.id)).toMatchObject({
      status: 'failed',
      result: { finalStatus: 'UPDATE_ROLLBACK_FAILED' },
    });
    expect((await told(change.id)).at(-1)?.sentence).toMatch(/AWS says: .*Queue.* continue the rollback/);
  });

  it('from UPDATE_IN_PROGRESS cancels', async () => {
    await update(template('2'));
    await sandbox.step(RESOURCE_SECONDS + 1);
    const change = await plan();
    expect(change.plan[0]?.action).toBe('cancel');
    await begin(change);
    await runChange(ctx, change.id);
    expect(await getChange(ctx, change.id)).toMatchObject({ status: 'done' });
    expect([await status(), await live()]).toEqual(['UPDATE_ROLLBACK_COMPLETE', 1]);
  });
});

describe('somebody else', () => {
  it('who updated the stack since voids the plan', async () => {
    await failUpdate();
    const change = await plan();
    await update(template('2'), { DisableRollback: true });
    await settle();
    await expect(begin(change)).rejects.toMatchObject({
      code: 'plan_stale',
      message: `${stack} is UPDATE_COMPLETE, and no longer UPDATE_FAILED. Make a new plan.`,
    });
    expect(await calls('RollbackStack')).toEqual([]);
  });

  it('who brought it to the same status by another update voids it too', async () => {
    await failUpdate();
    const change = await plan();
    await update(template('1', ['fails']), { DisableRollback: true });
    await settle();
    expect(await status()).toBe('UPDATE_FAILED');
    await expect(begin(change)).rejects.toMatchObject({
      code: 'plan_stale',
      message: expect.stringContaining('something was done to it in between'),
    });
  });

  it('who comes between the check and the call is named, and nothing is done', async () => {
    await failUpdate();
    const change = await plan();
    await begin(change);
    await update(template('2'), { DisableRollback: true });
    await runChange(ctx, change.id);
    expect(await getChange(ctx, change.id)).toMatchObject({ status: 'failed' });
    expect((await told(change.id)).at(-1)?.sentence).toMatch(
      /^Nothing was done\. .* is UPDATE_IN_PROGRESS, and no longer UPDATE_FAILED\. It was not this change\.$/,
    );
    await settle();
    expect(await status()).toBe('UPDATE_COMPLETE');
  });

  it('cannot begin on the same stack, nor move an alias that it takes back', async () => {
    await failUpdate();
    const [first, second] = [await plan(), await plan()];
    const targets = [{ function: functionName, alias: 'live', toVersion: '1' }];
    const move = await planChange(ctx, { kind: 'rollback', environment: 'prod', targets, reason });
    await begin(first);
    for (const { id, planHash, confirmation } of [second, move]) {
      await expect(executeChange(ctx, id, { planHash, confirmation })).rejects.toMatchObject({
        code: 'conflict',
      });
    }
  });
});

describe('an answer that is lost', () => {
  it.each([
    ['after it was done', { fault: 'lose-answer' }, 1],
    ['before it was done', { fault: 'reset' }, 2],
  ])('%s is found out by the token', async (_, fault, count) => {
    await failUpdate();
    const change = await plan();
    await begin(change);
    await sandbox.misbehave({ operation: 'RollbackStack', ...fault });
    await runChange(ctx, change.id);
    expect(await getChange(ctx, change.id)).toMatchObject({ status: 'done' });
    expect(await status()).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await calls('RollbackStack')).toHaveLength(count);
  });

  it('each time ends the change, with nothing done', async () => {
    await failUpdate();
    const change = await plan();
    await begin(change);
    await sandbox.misbehave({ operation: 'RollbackStack', fault: 'reset', times: 3 });
    await runChange(ctx, change.id);
    expect(await getChange(ctx, change.id)).toMatchObject({ status: 'failed' });
    expect(await status()).toBe('UPDATE_FAILED');
  });

  it('does not matter when AWS knows the token already', async () => {
    await failUpdate();
    const change = await plan();
    await begin(change);
    // A first call of this change, whose intent was written, was still on its way.
    await cloud.stackMover.rollback({ stackId: change.plan[0]?.stackId ?? '', token: change.id });
    await runChange(ctx, change.id);
    expect(await getChange(ctx, change.id)).toMatchObject({ status: 'done' });
  });

  it('is not a refusal, which ends the change with the words of AWS', async () => {
    await failUpdate();
    const change = await plan();
    await begin(change);
    const denied = { fault: 'error', type: 'AccessDenied', status: 403 };
    await sandbox.misbehave({ operation: 'RollbackStack', ...denied });
    await runChange(ctx, change.id);
    expect(await getChange(ctx, change.id)).toMatchObject({ status: 'failed' });
    expect((await told(change.id)).at(-1)?.sentence).toBe(
      'Nothing was done. AWS does not let Flightdeck roll the stack back: extend its role.',
    );
    const where = { functionName };
    expect(await database.db.deployLock.count({ where })).toBe(0);
    expect(await database.db.badVersion.count({ where })).toBe(0);
  });
});

describe('a process that dies', () => {
  /** Fails the run at a pause, as a crash would leave it; what was written stays. */
  async function dieAtPause(changeId: string, pause: number): Promise<void> {
    let pauses = 0;
    const died = new Promise<void>((resolve) => {
      const pace = {
        clock: ctx.pace.clock,
        pause: async (ms: number) => {
          await ctx.pace.pause(ms);
          pauses += 1;
          if (pauses < pause) return;
          resolve();
          await new Promise(() => undefined);
        },
      };
      void runChange({ ...ctx, pace }, changeId);
    });
    await died;
  }

  it.each([1, 2, 4])('at pause %i while it follows is taken up where the events are', async (pause) => {
    await failUpdate();
    const change = await plan();
    await begin(change);
    await dieAtPause(change.id, pause);
    await runChange(ctx, change.id);
    expect(await getChange(ctx, change.id)).toMatchObject({ status: 'done' });
    expect(await calls('RollbackStack')).toHaveLength(1);
    const events = (await told(change.id)).filter(({ kind }) => kind === 'stack_event');
    expect(events).toHaveLength(7);
    expect(new Set(events.map(({ sentence }) => sentence)).size).toBe(7);
  });

  /** As a crash leaves it after the intent, and before the answer. */
  async function dieAfterIntent() {
    await failUpdate();
    const change = await plan();
    await begin(change);
    const intent = { kind: 'take_back', stackId: change.plan[0]?.stackId ?? '', token: change.id };
    await database.db.changeStep.create({
      data: { changeId: change.id, sequence: 0, intent, intendedAt: TEST_NOW },
    });
    return intent;
  }

  it('between the call and its outcome asks AWS, and not a second time for the rollback', async () => {
    const { stackId, token } = await dieAfterIntent();
    await cloud.stackMover.rollback({ stackId, token });
    await runChange(ctx, token);
    expect(await getChange(ctx, token)).toMatchObject({ status: 'done' });
    expect(await calls('RollbackStack')).toHaveLength(1);
  });

  it('before the call asks AWS once it is sure that nothing was begun', async () => {
    const { token } = await dieAfterIntent();
    await runChange(ctx, token);
    expect(await getChange(ctx, token)).toMatchObject({ status: 'done' });
    expect(await calls('RollbackStack')).toHaveLength(1);
  });
});
