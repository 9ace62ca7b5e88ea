import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cancelChange } from '#lib/changes/commands/cancel-change';
import { executeChange } from '#lib/changes/commands/execute-change';
import { planChange } from '#lib/changes/commands/plan-change';
import { runChange } from '#lib/changes/commands/run-change';
import { getChange } from '#lib/changes/queries/changes';
import type { Ctx } from '#lib/core/ctx';
import { type CloudSandbox, lambdaClient, startCloudSandbox } from '#lib/testing/cloud-sandbox';
import { TEST_ADMIN, TEST_NOW, testCtx } from '#lib/testing/ctx';
import { contentionDatabase, type TestDatabase } from '#lib/testing/database';
import { instantPace } from '#lib/testing/instant-pace';
import { sandboxCloud } from '#lib/testing/sandbox-cloud';
import { createSandboxFunction } from '#lib/testing/sandbox-function';

let sandbox: CloudSandbox;
let database: TestDatabase;
let cloud: Awaited<ReturnType<typeof sandboxCloud>>;
let ctx: Ctx;
let ben: Ctx;
let name = '';
let made = 0;

beforeAll(async () => {
  sandbox = await startCloudSandbox({ settings: { propagationMs: 0 } });
  database = await contentionDatabase();
  cloud = await sandboxCloud(sandbox, () => ({ calls: 600, errors: 0 }));
  ctx = testCtx({ db: database.db, cloud, pace: instantPace(TEST_NOW), newId: () => crypto.randomUUID() });
  ben = { ...ctx, actor: { ...TEST_ADMIN, id: 'ben', name: 'Ben' } };
});

afterAll(async () => {
  cloud.close();
  await database.close();
  await sandbox.stop();
});

beforeEach(async () => {
  made += 1;
  name = `careervp-prod-let-go-${made}`;
  await createSandboxFunction(sandbox, lambdaClient(sandbox), name, { behaviours: [{}, {}], live: '2' });
});

function plan() {
  const targets = [{ function: name, alias: 'live' }];
  return planChange(ctx, { kind: 'rollback', environment: 'prod', targets, reason: 'It hurts' });
}

const entries = (subjectId: string, action: string) =>
  database.db.auditEntry.count({ where: { subjectId, action } });

describe('a plan that nobody has begun', () => {
  it('is discarded once, whoever asks again, and begins no more', async () => {
    const { id, planHash, confirmation } = await plan();
    const discarded = await cancelChange(ben, id, { reason: 'A mistake' });
    expect(discarded).toMatchObject({
      status: 'cancelled',
      finishedAt: TEST_NOW.toISOString(),
      cancellation: { by: 'Ben', reason: 'A mistake', at: TEST_NOW.toISOString() },
    });
    expect(await cancelChange(ctx, id, { reason: '' })).toEqual(discarded);
    expect(await entries(id, 'rollback.cancelled')).toBe(1);
    await expect(executeChange(ctx, id, { planHash, confirmation })).rejects.toMatchObject({
      code: 'conflict',
      message: 'Ben discarded this plan. Make a new one.',
    });
  });

  it('is either discarded or begun by two who press at once', async () => {
    const { id, planHash, confirmation } = await plan();
    const ends = await Promise.allSettled([
      executeChange(ctx, id, { planHash, confirmation }),
      cancelChange(ben, id, { reason: '' }),
    ]);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { status } = await getChange(ctx, id);
    expect(status).toBe(ends[0]?.status === 'fulfilled' ? 'running' : 'cancelled');
    await runChange(ctx, id);
  });
});

describe('a rollback under way', () => {
  it('is not left half-way, and one that has ended is not stopped', async () => {
    const { id, planHash, confirmation } = await plan();
    await executeChange(ctx, id, { planHash, confirmation });
    const refused = { code: 'conflict', message: expect.stringContaining('not left half-way') };
    await expect(cancelChange(ben, id, { reason: '' })).rejects.toMatchObject(refused);
    await runChange(ctx, id);
    const ended = { code: 'conflict', message: expect.stringContaining('has ended') };
    await expect(cancelChange(ben, id, { reason: '' })).rejects.toMatchObject(ended);
    expect((await getChange(ctx, id)).cancellation).toBeNull();
  });
});

it('is refused to those who only read', async () => {
  const { id } = await plan();
  const viewer: Ctx = { ...ctx, actor: { ...TEST_ADMIN, role: 'viewer' } };
  await expect(cancelChange(viewer, id, { reason: '' })).rejects.toMatchObject({ code: 'forbidden' });
});
