import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Ctx } from '#lib/core/ctx';
import { lockDeploys } from '#lib/functions/commands/lock-deploys';
import { emptySight } from '#lib/functions/commands/look-round';
import { markVersion } from '#lib/functions/commands/mark-version';
import { unlockDeploys } from '#lib/functions/commands/unlock-deploys';
import { listLocks } from '#lib/functions/queries/locks';
import { TEST_ADMIN, TEST_NOW, testCtx } from '#lib/testing/ctx';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { fakeAlias, fakeFunctions, fakeVersion } from '#lib/testing/fake-functions';

const NAME = 'orders-prod';
const TOKEN = { kind: 'token', id: 'ci', name: 'ci', role: 'engineer' } as const;

let database: TestDatabase;
let ctx: Ctx;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.deployLock.deleteMany();
  await database.db.badVersion.deleteMany();
  const functions = fakeFunctions({
    [NAME]: { versions: [fakeVersion(1), fakeVersion(2)], aliases: [fakeAlias(2)] },
  });
  const bare = testCtx();
  ctx = testCtx({
    db: database.db,
    newId: () => crypto.randomUUID(),
    cloud: { ...bare.cloud, functions },
    lookout: {
      hurry: () => undefined,
      now: emptySight,
    },
  });
});

const lock = (hours = 24) => lockDeploys(ctx, { function: NAME, reason: 'It fails', hours });
const list = (state: 'open' | 'past', now = TEST_NOW) => listLocks({ ...ctx, now }, { state, limit: 50 });

describe('a lock', () => {
  it('is set by hand, listed, and opened by a person with a reason', async () => {
    const { id } = await lock();
    expect((await list('open')).locks).toMatchObject([
      { function: NAME, by: TEST_ADMIN.name, isOverdue: false },
    ]);
    const opened = await unlockDeploys(ctx, id, { reason: 'Mended' });
    expect(opened.unlocked).toMatchObject({ by: TEST_ADMIN.name, reason: 'Mended' });
    expect((await list('open')).locks).toEqual([]);
    expect((await list('past')).locks).toMatchObject([{ id, unlocked: { reason: 'Mended' } }]);
    const entries = await database.db.auditEntry.findMany({ where: { subjectId: id } });
    expect(entries.map(({ action }) => action)).toEqual(['deploys.locked', 'deploys.unlocked']);
  });

  it('still stands when its time is over', async () => {
    await lock(1);
    const later = new Date(TEST_NOW.getTime() + 2 * 3_600_000);
    expect((await list('open', later)).locks).toMatchObject([{ isOverdue: true, unlocked: null }]);
  });

  it('is opened once: the second is told who did', async () => {
    const { id } = await lock();
    const both = await Promise.allSettled([1, 2].map(() => unlockDeploys(ctx, id, { reason: 'Mended' })));
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(unlockDeploys(ctx, id, { reason: 'Again' })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(TEST_ADMIN.name),
    });
  });

  it.each([
    ['a token', TOKEN],
    ['the schedule', { kind: 'system', id: 'scheduler' } as const],
    ['a viewer', { ...TEST_ADMIN, role: 'viewer' as const }],
  ])('is not opened by %s', async (_, actor) => {
    const { id } = await lock();
    const opened = unlockDeploys({ ...ctx, actor }, id, { reason: 'Ship it' });
    await expect(opened).rejects.toMatchObject({ code: 'forbidden' });
    expect((await list('open')).locks).toHaveLength(1);
  });

  it('is not set on a function that is not there', async () => {
    const asked = lockDeploys(ctx, { function: 'nobody', reason: 'x', hours: 1 });
    await expect(asked).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is listed a page at a time', async () => {
    const ids = [];
    for (const minutes of [1, 2, 3]) {
      const now = new Date(TEST_NOW.getTime() + minutes * 60_000);
      const one = await lockDeploys({ ...ctx, now }, { function: NAME, reason: 'x', hours: 1 });
      ids.unshift(one.id);
    }
    const first = await listLocks(ctx, { state: 'open', limit: 2 });
    expect(first.locks.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    const rest = await listLocks(ctx, { state: 'open', limit: 2, cursor: first.nextCursor ?? '' });
    expect(rest).toMatchObject({ locks: [{ id: ids[2] }], nextCursor: null });
  });
});

describe('a mark', () => {
  const two = { name: NAME, version: 2 };

  it('is set, and cleared by a person', async () => {
    const set = await markVersion({ ...ctx, actor: TOKEN }, two, { isBad: true, reason: 'Slow' });
    expect(set.bad).toMatchObject({ reason: 'Slow', by: 'ci' });
    const program = markVersion({ ...ctx, actor: TOKEN }, two, { isBad: false, reason: 'x' });
    await expect(program).rejects.toMatchObject({ code: 'forbidden' });
    expect(await markVersion(ctx, two, { isBad: false, reason: 'Was not it' })).toEqual({ bad: null });
    const entries = await database.db.auditEntry.findMany({
      where: { subjectId: NAME },
      orderBy: { sequence: 'asc' },
    });
    expect(entries.map(({ action }) => action)).toEqual(['version.marked_bad', 'version.mark_cleared']);
    expect(entries[1]?.details).toMatchObject({ version: '2', reason: 'Was not it' });
  });

  it.each([
    ['set twice', [true, true], 'conflict'],
    ['cleared where there is none', [false], 'conflict'],
  ])('is not %s', async (_, deeds, code) => {
    const done = deeds.slice(0, -1);
    for (const isBad of done) await markVersion(ctx, two, { isBad, reason: 'x' });
    const last = markVersion(ctx, two, { isBad: deeds.at(-1) ?? false, reason: 'x' });
    await expect(last).rejects.toMatchObject({ code });
  });

  it('can be set again after it was cleared', async () => {
    for (const isBad of [true, false, true]) await markVersion(ctx, two, { isBad, reason: 'x' });
    const marks = await database.db.badVersion.findMany();
    expect(marks).toMatchObject([{ version: 2, clearedAt: null, clearedBy: null }]);
  });

  it('is not set on a version that is not there', async () => {
    const asked = markVersion(ctx, { name: NAME, version: 9 }, { isBad: true, reason: 'x' });
    await expect(asked).rejects.toMatchObject({ code: 'not_found' });
  });
});
