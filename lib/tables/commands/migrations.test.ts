import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Ctx } from '#lib/core/ctx';
import { createMigration } from '#lib/tables/commands/create-migration';
import { abandonMigration, finishStep, reopenStep } from '#lib/tables/commands/migration-steps';
import { getMigration, listMigrations } from '#lib/tables/queries/migrations';
import { TEST_ADMIN, TEST_NOW, testCtx } from '#lib/testing/ctx';
import { type TestDatabase, testDatabase } from '#lib/testing/database';

const creation = { table: 'careervp-prod-users', title: 'Split names', description: 'name becomes two' };
const UNKNOWN = '00000000-0000-4000-8000-00000000dead';

let database: TestDatabase;
let ctx: Ctx;
let minutes = 0;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.dataMigrationStep.deleteMany();
  await database.db.dataMigration.deleteMany();
  ctx = testCtx({ db: database.db, newId: () => crypto.randomUUID() });
});

/** A later moment each time. */
function later(): Ctx {
  minutes += 1;
  return { ...ctx, now: new Date(TEST_NOW.getTime() + minutes * 60_000) };
}

async function deploy(kind = 'deploy', status = 'done'): Promise<string> {
  const id = crypto.randomUUID();
  const { now } = later();
  const asked = {
    requesterKind: 'person',
    requesterId: 'x',
    requesterName: 'Ana',
    createdAt: now,
    startedAt: now,
  };
  const plan = { plan: [], planHash: '', confirmation: 'prod' };
  await database.db.change.create({
    data: { id, kind, environment: 'prod', status, reason: 'x', ...plan, ...asked },
  });
  return id;
}

const evidence = 'select count(*) where format = 1 → 0';

describe('a forward-only migration', () => {
  it('goes through its three deploys in order, each with who, when and what proves it', async () => {
    const { id } = await createMigration(later(), creation);
    const changeId = await deploy();
    const first = await finishStep(later(), id, { step: 'both_formats', changeId, version: 1 });
    expect(first).toMatchObject({ status: 'running', next: 'data', version: 2 });
    await finishStep(later(), id, { step: 'data', evidence, version: 2 });
    const last = await deploy();
    const done = await finishStep(later(), id, { step: 'new_format', changeId: last, version: 3 });
    expect(done).toMatchObject({ status: 'done', next: null });
    expect(done.done).toMatchObject([
      { step: 'both_formats', changeId, doneBy: TEST_ADMIN.name },
      { step: 'data', evidence, doneBy: TEST_ADMIN.name },
      { step: 'new_format', changeId: last, doneBy: TEST_ADMIN.name },
    ]);
    const entries = await database.db.auditEntry.findMany({
      where: { subjectId: id },
      orderBy: { sequence: 'asc' },
    });
    expect(entries.map(({ action }) => action)).toEqual([
      'migration.created',
      'migration.step_done',
      'migration.step_done',
      'migration.step_done',
    ]);
    const more = finishStep(later(), id, { step: 'data', evidence, version: 4 });
    await expect(more).rejects.toMatchObject({ code: 'conflict' });
  });

  it('takes no step before its turn, and no proof that is none', async () => {
    const { id } = await createMigration(later(), creation);
    const early = finishStep(later(), id, { step: 'data', evidence, version: 1 });
    await expect(early).rejects.toMatchObject({ code: 'unprocessable', message: /both formats/ });
    const rollback = await deploy('rollback');
    for (const changeId of [rollback, await deploy('deploy', 'failed'), UNKNOWN]) {
      const wrong = finishStep(later(), id, { step: 'both_formats', changeId, version: 1 });
      await expect(wrong).rejects.toMatchObject({ code: 'unprocessable', errors: [{ path: 'changeId' }] });
    }
    expect(await getMigration(ctx, id)).toMatchObject({ version: 1, done: [] });
  });

  it('does not take a deploy from before the data was migrated', async () => {
    const { id } = await createMigration(later(), creation);
    const [first, tooEarly] = [await deploy(), await deploy()];
    await finishStep(later(), id, { step: 'both_formats', changeId: first, version: 1 });
    await finishStep(later(), id, { step: 'data', evidence, version: 2 });
    const wrong = finishStep(later(), id, { step: 'new_format', changeId: tooEarly, version: 3 });
    await expect(wrong).rejects.toMatchObject({ code: 'unprocessable', message: /began before/ });
  });

  it('is not changed from an older version', async () => {
    const { id } = await createMigration(later(), creation);
    const changeId = await deploy();
    await finishStep(later(), id, { step: 'both_formats', changeId, version: 1 });
    const late = finishStep(later(), id, { step: 'data', evidence, version: 1 });
    await expect(late).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Test Admin'),
    });
    expect((await getMigration(ctx, id)).done).toHaveLength(1);
  });

  it('takes its last step back with a reason, and no other', async () => {
    const { id } = await createMigration(later(), creation);
    await finishStep(later(), id, { step: 'both_formats', changeId: await deploy(), version: 1 });
    await finishStep(later(), id, { step: 'data', evidence, version: 2 });
    const other = reopenStep(later(), id, { step: 'both_formats', reason: 'x', version: 3 });
    await expect(other).rejects.toMatchObject({ code: 'unprocessable' });
    const back = await reopenStep(later(), id, { step: 'data', reason: 'One shard was left', version: 3 });
    expect(back).toMatchObject({ next: 'data', version: 4 });
  });

  it('can be given up, and then nothing else', async () => {
    const { id } = await createMigration(later(), creation);
    const given = await abandonMigration(later(), id, { reason: 'Not needed any more', version: 1 });
    expect(given).toMatchObject({ status: 'abandoned', next: null, abandoned: 'Not needed any more' });
    const changeId = await deploy();
    const more = finishStep(later(), id, { step: 'both_formats', changeId, version: 2 });
    await expect(more).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is listed, the newest first, a page at a time', async () => {
    for (const title of ['a', 'b', 'c']) await createMigration(later(), { ...creation, title });
    const first = await listMigrations(ctx, { limit: 2 });
    expect(first.migrations.map(({ title }) => title)).toEqual(['c', 'b']);
    const second = await listMigrations(ctx, { limit: 2, cursor: first.nextCursor ?? '' });
    expect(second.migrations.map(({ title }) => title)).toEqual(['a']);
    await expect(getMigration(ctx, UNKNOWN)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is not for those who only read', async () => {
    const viewer = { ...later(), actor: { ...TEST_ADMIN, role: 'viewer' as const } };
    await expect(createMigration(viewer, creation)).rejects.toMatchObject({ code: 'forbidden' });
    const { id } = await createMigration(later(), creation);
    const wrong = abandonMigration(viewer, id, { reason: 'x', version: 1 });
    await expect(wrong).rejects.toMatchObject({ code: 'forbidden' });
    expect(await getMigration(viewer, id)).toMatchObject({ status: 'running' });
  });
});
