import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { executeChange } from '#lib/changes/commands/execute-change';
import { planChange } from '#lib/changes/commands/plan-change';
import { runChange } from '#lib/changes/commands/run-change';
import { startChange } from '#lib/changes/commands/start-change';
import { getChange } from '#lib/changes/queries/changes';
import type { Ctx } from '#lib/core/ctx';
import { type CloudSandbox, lambdaClient, startCloudSandbox } from '#lib/testing/cloud-sandbox';
import { TEST_ADMIN, TEST_NOW, testCtx } from '#lib/testing/ctx';
import { contentionDatabase, type TestDatabase } from '#lib/testing/database';
import { instantPace } from '#lib/testing/instant-pace';
import { sandboxCloud } from '#lib/testing/sandbox-cloud';
import { createSandboxFunction } from '#lib/testing/sandbox-function';

const CLICKS = 50;

let sandbox: CloudSandbox;
let database: TestDatabase;
let cloud: Awaited<ReturnType<typeof sandboxCloud>>;
let ctx: Ctx;
let name = '';
let made = 0;

beforeAll(async () => {
  sandbox = await startCloudSandbox({ settings: { propagationMs: 0 } });
  database = await contentionDatabase();
  cloud = await sandboxCloud(sandbox, () => ({ calls: 600, errors: 0 }));
  ctx = testCtx({ db: database.db, cloud, pace: instantPace(TEST_NOW), newId: () => crypto.randomUUID() });
});

afterAll(async () => {
  cloud.close();
  await database.close();
  await sandbox.stop();
});

beforeEach(async () => {
  made += 1;
  name = `careervp-prod-clicked-${made}`;
  await createSandboxFunction(sandbox, lambdaClient(sandbox), name, { behaviours: [{}, {}], live: '2' });
});

function plan(by: Ctx = ctx) {
  const targets = [{ function: name, alias: 'live' }];
  return planChange(by, { kind: 'rollback', environment: 'prod', targets, reason: 'It hurts' });
}

async function moves(): Promise<number> {
  const calls = await sandbox.calls();
  return calls.filter(({ operation, input }) => operation === 'UpdateAlias' && input.FunctionName === name)
    .length;
}

async function settled(id: string): Promise<void> {
  await expect.poll(async () => (await getChange(ctx, id)).status, { timeout: 15_000 }).toBe('done');
}

describe('a rollback', () => {
  it(`that is asked for ${CLICKS} times at once with one key is one, and answered ${CLICKS} times alike`, async () => {
    const change = await plan();
    const idempotency = { key: `execute ${change.id}`, request: 'the same' };
    const asked = Array.from({ length: CLICKS }, () =>
      startChange({ ...ctx, idempotency }, change.id, change),
    );
    const [first, ...others] = await Promise.all(asked);
    expect(first).toMatchObject({ id: change.id, status: 'running' });
    for (const other of others) expect(other).toEqual(first);
    await settled(change.id);
    expect(await moves()).toBe(1);
    const started = { subjectId: change.id, action: 'rollback.started' };
    expect(await database.db.auditEntry.count({ where: started })).toBe(1);
  });

  it('that two people begin at once is one of theirs, and the other is told who is at it', async () => {
    const people = ['Ana', 'Ben'].map((person) => ({
      ...ctx,
      actor: { ...TEST_ADMIN, id: person, name: person },
    }));
    const plans = await Promise.all(people.map((by) => plan(by)));
    const ends = await Promise.allSettled(
      people.map((by, index) => {
        const own = plans[index];
        if (!own) throw new Error('no plan');
        return executeChange(by, own.id, own);
      }),
    );
    const winner = ends.findIndex(({ status }) => status === 'fulfilled');
    const loser = ends[1 - winner];
    if (loser?.status !== 'rejected') throw new Error('Both began.');
    expect(loser.reason).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(people[winner]?.actor.name ?? 'nobody'),
    });
    await runChange(ctx, plans[winner]?.id ?? '');
    expect(await moves()).toBe(1);
  });

  it('that somebody outside is faster than moves nothing over theirs', async () => {
    const change = await plan();
    await executeChange(ctx, change.id, change);
    const [alias] = await cloud.functions.aliases(name);
    const own = { functionName: name, alias: 'live', toVersion: 1, second: { version: 2, weight: 0.5 } };
    await cloud.mover.move({ ...own, revisionId: alias?.revisionId ?? '', description: 'by hand' });
    await runChange(ctx, change.id);
    expect(await getChange(ctx, change.id)).toMatchObject({ status: 'failed' });
    const [after] = await cloud.functions.aliases(name);
    expect(after).toMatchObject({ version: 1, second: { version: 2, weight: 0.5 }, description: 'by hand' });
  });
});
