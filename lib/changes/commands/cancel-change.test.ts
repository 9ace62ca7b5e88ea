import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cancelChange } from '#lib/changes/commands/cancel-change';
import { executeChange } from '#lib/changes/commands/execute-change';
import { runChange } from '#lib/changes/commands/run-change';
import { getChange } from '#lib/changes/queries/changes';
import type { Ctx } from '#lib/core/ctx';
import { type ContestedWorld, contestedWorld } from '#lib/testing/contested-world';
import { TEST_ADMIN, TEST_NOW } from '#lib/testing/ctx';

let world: ContestedWorld;
let ctx: Ctx;
let ben: Ctx;

beforeAll(async () => {
  world = await contestedWorld();
  ctx = world.ctx;
  ben = { ...ctx, actor: { ...TEST_ADMIN, id: 'ben', name: 'Ben' } };
});
afterAll(() => world.close());
beforeEach(() => world.renew());

const entries = (subjectId: string, action: string) =>
  world.database.db.auditEntry.count({ where: { subjectId, action } });

describe('a plan that nobody has begun', () => {
  it('is discarded once, whoever asks again, and begins no more', async () => {
    const { id, planHash, confirmation } = await world.plan();
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
    const { id, planHash, confirmation } = await world.plan();
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
    const { id, planHash, confirmation } = await world.plan();
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
  const { id } = await world.plan();
  const viewer: Ctx = { ...ctx, actor: { ...TEST_ADMIN, role: 'viewer' } };
  await expect(cancelChange(viewer, id, { reason: '' })).rejects.toMatchObject({ code: 'forbidden' });
});
