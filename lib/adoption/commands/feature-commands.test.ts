import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFeature } from '#lib/adoption/commands/create-feature';
import { deleteFeature } from '#lib/adoption/commands/delete-feature';
import { seedFeatures } from '#lib/adoption/commands/seed-features';
import { updateFeature } from '#lib/adoption/commands/update-feature';
import { getFeature, listFeatures } from '#lib/adoption/queries/saved-features';
import { FeatureCreation } from '#lib/adoption/schema';
import type { Ctx } from '#lib/core/ctx';
import { deleteFunnel } from '#lib/funnels/commands/delete-funnel';
import { seedFunnels } from '#lib/funnels/commands/seed-funnels';
import { listFunnels } from '#lib/funnels/queries/saved-funnels';
import { TEST_ADMIN, testCtx } from '#lib/testing/ctx';
import { type TestDatabase, testDatabase } from '#lib/testing/database';

const CREATION = FeatureCreation.parse({ key: 'shop', name: 'Shop', definition: { use: ['buy', 'rent'] } });
const UNKNOWN = '00000000-0000-4000-8000-00000000dead';

let database: TestDatabase;
let ctx: Ctx;
let ids = 0;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.feature.deleteMany();
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

describe('features', () => {
  it('are defined, changed and deleted, each with its audit entry', async () => {
    const created = await createFeature(ctx, CREATION);
    expect(created).toMatchObject({ key: 'shop', version: 1, funnelId: null, createdBy: TEST_ADMIN.name });
    expect(created.definition).toEqual({
      view: ['view'],
      use: ['buy', 'rent'],
      complete: ['complete'],
      share: ['share', 'invite'],
    });
    const updated = await updateFeature(ctx, created.id, { ...CREATION, key: 'store', version: 1 });
    expect(updated).toMatchObject({ key: 'store', version: 2 });
    await deleteFeature(ctx, created.id);
    await expect(getFeature(ctx, created.id)).rejects.toMatchObject({ code: 'not_found' });
    expect(await actions(created.id)).toEqual(['feature.created', 'feature.updated', 'feature.deleted']);
  });

  it('refuse an edit that was made from an older version, and change nothing', async () => {
    const { id } = await createFeature(ctx, CREATION);
    await updateFeature(ctx, id, { ...CREATION, name: 'First', version: 1 });
    const second = updateFeature(ctx, id, { ...CREATION, name: 'Second', version: 1 });
    await expect(second).rejects.toMatchObject({ code: 'conflict' });
    expect(await getFeature(ctx, id)).toMatchObject({ name: 'First', version: 2 });
  });

  it('have keys of their own, also after a change', async () => {
    await createFeature(ctx, CREATION);
    await expect(createFeature(ctx, CREATION)).rejects.toMatchObject({ code: 'conflict' });
    const { id } = await createFeature(ctx, { ...CREATION, key: 'other' });
    const renamed = updateFeature(ctx, id, { ...CREATION, version: 1 });
    await expect(renamed).rejects.toMatchObject({ code: 'conflict' });
  });

  it('refuse those who only read, and what is not there', async () => {
    const reader = { ...ctx, actor: { ...TEST_ADMIN, role: 'viewer' as const } };
    const update = { ...CREATION, version: 1 };
    await expect(createFeature(reader, CREATION)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(updateFeature(reader, UNKNOWN, update)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(deleteFeature(reader, UNKNOWN)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(updateFeature(ctx, UNKNOWN, update)).rejects.toMatchObject({ code: 'not_found' });
    await expect(deleteFeature(ctx, UNKNOWN)).rejects.toMatchObject({ code: 'not_found' });
    const linked = createFeature(ctx, { ...CREATION, funnelId: UNKNOWN });
    await expect(linked).rejects.toMatchObject({ code: 'invalid', errors: [{ path: 'funnelId' }] });
  });
});

describe('the first features', () => {
  it('are made once, linked to their funnels, and do not come back when they are deleted', async () => {
    await seedFunnels(ctx);
    await seedFeatures(ctx);
    const { features } = await listFeatures(ctx, { limit: 50 });
    const { funnels } = await listFunnels(ctx, { limit: 50 });
    expect(features.map(({ key, funnelId }) => [key, funnelId])).toEqual([
      ['cover_letter', funnels[0]?.id],
      ['vpr_generator', funnels[1]?.id],
    ]);
    await deleteFeature(ctx, features[0]?.id ?? '');
    await seedFeatures(ctx);
    expect((await listFeatures(ctx, { limit: 50 })).features).toHaveLength(1);
  });

  it('outlive their funnels', async () => {
    await seedFunnels(ctx);
    await seedFeatures(ctx);
    const { funnels } = await listFunnels(ctx, { limit: 50 });
    await deleteFunnel(ctx, funnels[0]?.id ?? '');
    const { features } = await listFeatures(ctx, { limit: 50 });
    expect(features.map(({ funnelId }) => funnelId)).toEqual([null, funnels[1]?.id]);
  });
});
