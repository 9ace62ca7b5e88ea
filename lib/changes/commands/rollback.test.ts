import type { LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { executeChange } from '#lib/changes/commands/execute-change';
import { planChange } from '#lib/changes/commands/plan-change';
import { runChange } from '#lib/changes/commands/run-change';
import { getChange, listChanges } from '#lib/changes/queries/changes';
import type { Ctx } from '#lib/core/ctx';
import { type CloudSandbox, lambdaClient, startCloudSandbox } from '#lib/testing/cloud-sandbox';
import { TEST_ADMIN, TEST_NOW, testCtx } from '#lib/testing/ctx';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { instantPace } from '#lib/testing/instant-pace';
import { sandboxCloud } from '#lib/testing/sandbox-cloud';
import { createSandboxFunction } from '#lib/testing/sandbox-function';

let sandbox: CloudSandbox;
let lambda: LambdaClient;
let database: TestDatabase;
let cloud: Awaited<ReturnType<typeof sandboxCloud>>;
let ctx: Ctx;
let made = 0;
let names: string[] = [];

const reason = 'Cover letters fail since 08:40';

beforeAll(async () => {
  sandbox = await startCloudSandbox({ settings: { propagationMs: 0 } });
  lambda = lambdaClient(sandbox);
  database = await testDatabase();
  // One call in five failed before the rollback, and none does after it.
  cloud = await sandboxCloud(sandbox, (_name, from) =>
    from < TEST_NOW ? { calls: 600, errors: 120 } : { calls: 500, errors: 0 },
  );
  ctx = testCtx({ db: database.db, cloud, pace: instantPace(TEST_NOW), newId: () => crypto.randomUUID() });
});

afterAll(async () => {
  cloud.close();
  await database.close();
  await sandbox.stop();
});

/** Two functions with versions 1 to 3, `live` on 3. */
beforeEach(async () => {
  made += 1;
  names = ['cover-letter', 'vpr'].map((name) => `careervp-prod-${name}-${made}`);
  for (const name of names) {
    await createSandboxFunction(sandbox, lambda, name, { behaviours: [{}, {}, {}], live: '3' });
  }
});

async function plan(more: { toVersion?: string } = {}) {
  const targets = names.map((name) => ({ function: name, alias: 'live', ...more }));
  const change = await planChange(ctx, { kind: 'rollback', environment: 'prod', targets, reason });
  if (change.kind !== 'rollback') throw new Error('What was asked for is a rollback.');
  return change;
}

async function versions(): Promise<(number | string | undefined)[]> {
  const aliases = await Promise.all(names.map((name) => cloud.functions.aliases(name)));
  return aliases.map(([alias]) => alias?.version);
}

const agreed = ({ planHash, confirmation }: { planHash: string; confirmation: string }) => ({
  planHash,
  confirmation,
});

describe('a rollback', () => {
  it('says what it will do, and does nothing yet', async () => {
    const change = await plan();
    expect(change).toMatchObject({ kind: 'rollback', status: 'planned', confirmation: 'prod', reason });
    expect(change.plan.map(({ fromVersion, toVersion }) => [fromVersion, toVersion])).toEqual([
      ['3', '2'],
      ['3', '2'],
    ]);
    expect(change.planHash).toMatch(/^[0-9a-f]{64}$/);
    expect(change.checks.map(({ id, status }) => [id, status])).toEqual([
      ['plan_fresh', 'pass'],
      ['no_other_change', 'pass'],
      ['signed_in_recently', 'pass'],
    ]);
    expect(await versions()).toEqual([3, 3]);
  });

  it('moves both, verifies, marks what it left and locks its deploys', async () => {
    const change = await plan();
    await executeChange(ctx, change.id, agreed(change));
    await runChange(ctx, change.id);
    expect(await versions()).toEqual([2, 2]);
    const done = await getChange(ctx, change.id);
    expect(done).toMatchObject({ status: 'done', verdict: { verdict: 'improved' } });
    expect(done.verdict?.functions).toMatchObject(
      [...names].sort().map((name) => ({
        function: name,
        isAtTarget: true,
        executedVersions: ['2'],
        health: { status: 'not_configured' },
      })),
    );
    const marks = await database.db.badVersion.findMany({ where: { functionName: { in: names } } });
    expect(marks.map(({ version, reason: why }) => [version, why])).toEqual([
      [3, reason],
      [3, reason],
    ]);
    const locks = await database.db.deployLock.findMany({ where: { functionName: { in: names } } });
    expect(locks).toHaveLength(2);
    const written = await database.db.auditEntry.findMany({
      where: { subjectId: { in: [...names, ...locks.map(({ id }) => id)] } },
    });
    expect(written.map(({ action }) => action).sort()).toEqual([
      'deploys.locked',
      'deploys.locked',
      'version.marked_bad',
      'version.marked_bad',
    ]);
    const ledger = await database.db.aliasMove.findMany({ where: { changeId: change.id } });
    expect(ledger.map(({ toVersion, movedBy }) => [toVersion, movedBy])).toEqual([
      [2, TEST_ADMIN.name],
      [2, TEST_ADMIN.name],
    ]);
    expect(await database.db.activeTarget.count({ where: { changeId: change.id } })).toBe(0);
  });

  it('goes further back the next time, past what was marked as bad', async () => {
    const first = await plan();
    await executeChange(ctx, first.id, agreed(first));
    await runChange(ctx, first.id);
    const second = await plan();
    expect(second.plan.map(({ toVersion }) => toVersion)).toEqual(['1', '1']);
  });

  it('writes nothing when something moved since the plan, and says what', async () => {
    const change = await plan();
    const [name = ''] = names;
    const [alias] = await cloud.functions.aliases(name);
    const move = { functionName: name, alias: 'live', toVersion: 1, second: null, description: 'by hand' };
    await cloud.mover.move({ ...move, revisionId: alias?.revisionId ?? '' });
    await expect(executeChange(ctx, change.id, agreed(change))).rejects.toMatchObject({
      code: 'plan_stale',
      message: expect.stringContaining(`live of ${name} points at 1, and no longer at 3.`),
    });
    expect((await getChange(ctx, change.id)).status).toBe('planned');
    expect(await versions()).toEqual([1, 3]);
  });

  it('does not go to what was marked as bad since the plan', async () => {
    const change = await plan();
    const [functionName = ''] = names;
    const mark = { functionName, version: 2, reason: 'it hurts', markedBy: 'Ana', markedAt: TEST_NOW };
    await database.db.badVersion.create({ data: mark });
    await expect(executeChange(ctx, change.id, agreed(change))).rejects.toMatchObject({
      code: 'plan_stale',
      message: expect.stringContaining(`Version 2 of ${functionName} was marked as bad by Ana: it hurts.`),
    });
    expect(await versions()).toEqual([3, 3]);
  });

  it.each([
    ['another plan', { planHash: '0'.repeat(64) }, 'plan_stale'],
    ['another confirmation', { confirmation: 'yes' }, 'invalid'],
  ])('does not begin with %s', async (_, wrong, code) => {
    const change = await plan();
    await expect(executeChange(ctx, change.id, { ...agreed(change), ...wrong })).rejects.toMatchObject({
      code,
    });
  });

  it('asks for the password when the sign-in is older than a quarter of an hour', async () => {
    const change = await plan();
    const tired = { ...TEST_ADMIN, authenticatedAt: new Date(TEST_NOW.getTime() - 16 * 60_000) };
    await expect(executeChange({ ...ctx, actor: tired }, change.id, agreed(change))).rejects.toMatchObject({
      code: 'step_up_required',
    });
  });

  it.each(['viewer', 'product', 'auditor'] as const)('is not for a %s', async (role) => {
    const actor = { ...TEST_ADMIN, role };
    const targets = [{ function: names[0] ?? '', alias: 'live' }];
    const asked = planChange({ ...ctx, actor }, { kind: 'rollback', environment: 'prod', targets, reason });
    await expect(asked).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('begins once, however many ask at once', async () => {
    const change = await plan();
    const asked = Array.from({ length: 10 }, () => executeChange(ctx, change.id, agreed(change)));
    const ends = await Promise.allSettled(asked);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const end of ends) {
      if (end.status === 'rejected') expect(end.reason).toMatchObject({ code: 'conflict' });
    }
  });

  it('lets nobody else begin on the same functions, and names who is at it', async () => {
    const [first, second] = [await plan(), await plan()];
    await executeChange(ctx, first.id, agreed(first));
    await expect(executeChange(ctx, second.id, agreed(second))).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(TEST_ADMIN.name),
    });
  });

  it('puts the first back when the second is refused', async () => {
    const change = await plan();
    await executeChange(ctx, change.id, agreed(change));
    const refused = { operation: 'UpdateAlias', fault: 'error', type: 'AccessDeniedException', status: 403 };
    await sandbox.misbehave({ ...refused, skip: 1 });
    await runChange(ctx, change.id);
    expect(await getChange(ctx, change.id)).toMatchObject({ status: 'failed' });
    expect(await versions()).toEqual([3, 3]);
    expect(await database.db.badVersion.count({ where: { functionName: { in: names } } })).toBe(0);
  });

  it('survives lost answers', async () => {
    const change = await plan();
    await executeChange(ctx, change.id, agreed(change));
    await sandbox.misbehave({ operation: 'UpdateAlias', fault: 'lose-answer', times: 2 });
    await runChange(ctx, change.id);
    expect(await getChange(ctx, change.id)).toMatchObject({ status: 'done' });
    expect(await versions()).toEqual([2, 2]);
  });

  it('names everything that cannot be rolled back at once', async () => {
    const asked = plan({ toVersion: '9' });
    await expect(asked).rejects.toMatchObject({
      code: 'unprocessable',
      errors: [{ path: 'targets.0' }, { path: 'targets.1' }],
    });
  });

  it('is told in order to those who watch, and audited line by line', async () => {
    const change = await plan();
    await executeChange(ctx, change.id, agreed(change));
    await runChange(ctx, change.id);
    const events = await database.db.changeEvent.findMany({
      where: { changeId: change.id },
      orderBy: { id: 'asc' },
    });
    expect(events.map(({ kind }) => kind)).toEqual([
      'started',
      'intended',
      'done',
      'intended',
      'done',
      'verifying',
      'improved',
    ]);
    const entries = await database.db.auditEntry.findMany({
      where: { subjectId: change.id },
      orderBy: { sequence: 'asc' },
    });
    expect(entries.map(({ action }) => action)).toEqual([
      'rollback.planned',
      'rollback.started',
      'rollback.move_intended',
      'rollback.move_done',
      'rollback.move_intended',
      'rollback.move_done',
      'rollback.verifying',
      'rollback.verified',
    ]);
  });

  it('is listed, the newest first', async () => {
    const targets = [{ function: names[0] ?? '', alias: 'live' }];
    const later = { ...ctx, now: new Date(TEST_NOW.getTime() + 60_000) };
    const change = await planChange(later, { kind: 'rollback', environment: 'prod', targets, reason });
    const { changes } = await listChanges(ctx, { kind: 'rollback', limit: 1 });
    expect(changes.map(({ id }) => id)).toEqual([change.id]);
  });
});
