import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Ctx } from '#lib/core/ctx';
import { createFunnel } from '#lib/funnels/commands/create-funnel';
import { deleteFunnel } from '#lib/funnels/commands/delete-funnel';
import { duplicateFunnel } from '#lib/funnels/commands/duplicate-funnel';
import { seedFunnels } from '#lib/funnels/commands/seed-funnels';
import { updateFunnel } from '#lib/funnels/commands/update-funnel';
import { questionOf } from '#lib/funnels/queries/question-of';
import { getFunnel, listFunnels } from '#lib/funnels/queries/saved-funnels';
import { FunnelCreation, FunnelQuestion } from '#lib/funnels/schema';
import { TEST_ADMIN, testCtx } from '#lib/testing/ctx';
import { type TestDatabase, testDatabase } from '#lib/testing/database';

const CREATION = FunnelCreation.parse({
  name: 'Checkout',
  definition: { feature: 'shop', steps: [{ step: 'view' }, { step: ['buy', 'order'], optional: true }] },
});
const UNKNOWN = '00000000-0000-4000-8000-00000000dead';

let database: TestDatabase;
let ctx: Ctx;
let ids = 0;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.funnel.deleteMany();
  await database.db.setting.deleteMany();
  const newId = () => `00000000-0000-4000-a000-${String(++ids).padStart(12, '0')}`;
  ctx = testCtx({ db: database.db, newId });
});

async function actions(subjectId: string): Promise<string[]> {
  const entries = await database.db.auditEntry.findMany({
    where: { subjectId },
    orderBy: { sequence: 'asc' },
  });
  return entries.map(({ action }) => action);
}

describe('saved funnels', () => {
  it('are kept whole, changed, copied and deleted, each with its audit entry', async () => {
    const created = await createFunnel(ctx, CREATION);
    expect(created).toMatchObject({ name: 'Checkout', version: 1, createdBy: TEST_ADMIN.name });
    expect(created.definition).toEqual(CREATION.definition);
    const updated = await updateFunnel(ctx, created.id, { ...CREATION, name: 'Buying', version: 1 });
    expect(updated).toMatchObject({ name: 'Buying', version: 2 });
    const copy = await duplicateFunnel(ctx, created.id);
    expect(copy).toMatchObject({ name: 'Copy of Buying', version: 1, definition: CREATION.definition });
    await deleteFunnel(ctx, created.id);
    await expect(getFunnel(ctx, created.id)).rejects.toMatchObject({ code: 'not_found' });
    expect(await actions(created.id)).toEqual(['funnel.created', 'funnel.updated', 'funnel.deleted']);
    expect(await actions(copy.id)).toEqual(['funnel.duplicated']);
  });

  it('refuse an edit that was made from an older version, and change nothing', async () => {
    const { id } = await createFunnel(ctx, CREATION);
    await updateFunnel(ctx, id, { ...CREATION, name: 'First', version: 1 });
    const second = updateFunnel(ctx, id, { ...CREATION, name: 'Second', version: 1 });
    await expect(second).rejects.toMatchObject({ code: 'conflict' });
    expect(await getFunnel(ctx, id)).toMatchObject({ name: 'First', version: 2 });
  });

  it('refuse those who only read', async () => {
    const reader = { ...ctx, actor: { ...TEST_ADMIN, role: 'viewer' as const } };
    await expect(createFunnel(reader, CREATION)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(deleteFunnel(reader, UNKNOWN)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('say when there is none', async () => {
    await expect(updateFunnel(ctx, UNKNOWN, { ...CREATION, version: 1 })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(duplicateFunnel(ctx, UNKNOWN)).rejects.toMatchObject({ code: 'not_found' });
    await expect(deleteFunnel(ctx, UNKNOWN)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('are listed by name, a page at a time', async () => {
    for (const name of ['b', 'c', 'a']) await createFunnel(ctx, { ...CREATION, name });
    const first = await listFunnels(ctx, { limit: 2 });
    expect(first.funnels.map(({ name }) => name)).toEqual(['a', 'b']);
    const second = await listFunnels(ctx, { limit: 2, cursor: first.nextCursor ?? '' });
    expect(second.funnels.map(({ name }) => name)).toEqual(['c']);
    expect(second.nextCursor).toBeNull();
  });
});

describe('the first funnels', () => {
  it('are made once, and do not come back when they are deleted', async () => {
    await seedFunnels(ctx);
    const { funnels } = await listFunnels(ctx, { limit: 50 });
    expect(funnels.map(({ name }) => name)).toEqual(['Cover letter', 'VPR generator']);
    await deleteFunnel(ctx, funnels[0]?.id ?? '');
    await seedFunnels(ctx);
    expect((await listFunnels(ctx, { limit: 50 })).funnels).toHaveLength(1);
  });
});

describe('a question about a saved funnel', () => {
  it('is its definition over the last 30 days, today included', async () => {
    const { id } = await createFunnel(ctx, CREATION);
    const question = await questionOf(ctx, id, {}, FunnelQuestion);
    expect(question).toMatchObject({
      from: '2026-02-01T00:00:00.000Z',
      to: '2026-03-03T00:00:00.000Z',
      feature: 'shop',
    });
  });

  it('is refused when address and definition together have no meaning', async () => {
    const { id } = await createFunnel(ctx, CREATION);
    const asked = questionOf(ctx, id, { order: 'any' }, FunnelQuestion);
    await expect(asked).rejects.toMatchObject({ code: 'invalid', errors: [{ path: 'steps.1.optional' }] });
  });
});
