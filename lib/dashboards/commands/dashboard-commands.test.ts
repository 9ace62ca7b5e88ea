import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seedFeatures } from '#lib/adoption/commands/seed-features';
import type { Ctx } from '#lib/core/ctx';
import { DEMO_SOURCE, type EventStore } from '#lib/core/event-store';
import { createDashboard } from '#lib/dashboards/commands/create-dashboard';
import { deleteDashboard } from '#lib/dashboards/commands/delete-dashboard';
import { duplicateDashboard } from '#lib/dashboards/commands/duplicate-dashboard';
import { removeDemoDashboard } from '#lib/dashboards/commands/remove-demo-dashboard';
import { seedDashboard } from '#lib/dashboards/commands/seed-dashboard';
import { updateDashboard } from '#lib/dashboards/commands/update-dashboard';
import { getDashboard, listDashboards } from '#lib/dashboards/queries/saved-dashboards';
import { DashboardCreation } from '#lib/dashboards/schema';
import { seedFunnels } from '#lib/funnels/commands/seed-funnels';
import { TEST_ADMIN, testCtx } from '#lib/testing/ctx';
import { type TestDatabase, testDatabase } from '#lib/testing/database';

const TILE = { id: '00000000-0000-4000-8000-000000000001', kind: 'text', text: 'Hello' };
const CREATION = DashboardCreation.parse({ name: 'Monday', definition: { range: '7d', tiles: [TILE] } });
const UNKNOWN = '00000000-0000-4000-8000-00000000dead';

let database: TestDatabase;
let ctx: Ctx;
let sources: Set<string>;
let ids = 0;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.dashboard.deleteMany();
  await database.db.feature.deleteMany();
  await database.db.funnel.deleteMany();
  await database.db.setting.deleteMany();
  const newId = () => `00000000-0000-4000-a000-${String(++ids).padStart(12, '0')}`;
  sources = new Set([DEMO_SOURCE]);
  const events: EventStore = {
    append: async () => [],
    hasSource: async (source) => sources.has(source),
    removeSource: async (source) => sources.delete(source),
  };
  ctx = testCtx({ db: database.db, newId, events });
});

async function actions(subjectId: string): Promise<string[]> {
  const entries = await database.db.auditEntry.findMany({
    where: { subjectId },
    orderBy: { sequence: 'asc' },
  });
  return entries.map(({ action }) => action);
}

const all = async () => (await listDashboards(ctx, { limit: 50 })).dashboards;

describe('dashboards', () => {
  it('are kept whole, changed, copied and deleted, each with its audit entry', async () => {
    const created = await createDashboard(ctx, CREATION);
    expect(created).toMatchObject({ name: 'Monday', version: 1, createdBy: TEST_ADMIN.name });
    expect(created.definition).toEqual(CREATION.definition);
    const changed = { ...CREATION.definition, range: '14d', tiles: [] };
    const updated = await updateDashboard(ctx, created.id, {
      name: 'Tuesday',
      definition: changed,
      version: 1,
    });
    expect(updated).toMatchObject({ name: 'Tuesday', version: 2, definition: changed });
    const copy = await duplicateDashboard(ctx, created.id);
    expect(copy).toMatchObject({ name: 'Copy of Tuesday', version: 1, definition: changed });
    await deleteDashboard(ctx, created.id);
    await expect(getDashboard(ctx, created.id)).rejects.toMatchObject({ code: 'not_found' });
    expect(await actions(created.id)).toEqual([
      'dashboard.created',
      'dashboard.updated',
      'dashboard.deleted',
    ]);
    expect(await actions(copy.id)).toEqual(['dashboard.duplicated']);
  });

  it('keep what a deleted one held, in the audit', async () => {
    const { id } = await createDashboard(ctx, CREATION);
    await deleteDashboard(ctx, id);
    const entry = await database.db.auditEntry.findFirstOrThrow({
      where: { subjectId: id, action: 'dashboard.deleted' },
    });
    const { definition } = entry.details as { definition: string };
    expect(JSON.parse(definition)).toEqual(CREATION.definition);
  });

  it('refuse an edit that was made from an older version, say who was first, and change nothing', async () => {
    const { id } = await createDashboard(ctx, CREATION);
    const other = { ...ctx, actor: { ...TEST_ADMIN, name: 'Ben' } };
    await updateDashboard(other, id, { ...CREATION, name: 'First', version: 1 });
    const second = updateDashboard(ctx, id, { ...CREATION, name: 'Second', version: 1 });
    await expect(second).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/^Ben saved/),
    });
    expect(await getDashboard(ctx, id)).toMatchObject({ name: 'First', version: 2, updatedBy: 'Ben' });
    expect(await actions(id)).toEqual(['dashboard.created', 'dashboard.updated']);
  });

  it('refuse those who only read', async () => {
    const reader = { ...ctx, actor: { ...TEST_ADMIN, role: 'viewer' as const } };
    const { id } = await createDashboard(ctx, CREATION);
    const writes = [
      createDashboard(reader, CREATION),
      updateDashboard(reader, id, { ...CREATION, version: 1 }),
      duplicateDashboard(reader, id),
      deleteDashboard(reader, id),
      removeDemoDashboard(reader),
    ];
    for (const write of writes) await expect(write).rejects.toMatchObject({ code: 'forbidden' });
    expect(await getDashboard(reader, id)).toMatchObject({ name: 'Monday' });
  });

  it('say when there is none', async () => {
    const writes = [
      updateDashboard(ctx, UNKNOWN, { ...CREATION, version: 1 }),
      duplicateDashboard(ctx, UNKNOWN),
      deleteDashboard(ctx, UNKNOWN),
    ];
    for (const write of writes) await expect(write).rejects.toMatchObject({ code: 'not_found' });
  });

  it('are listed by name, a page at a time', async () => {
    for (const name of ['b', 'c', 'a']) await createDashboard(ctx, { ...CREATION, name });
    const first = await listDashboards(ctx, { limit: 2 });
    expect(first.dashboards.map(({ name }) => name)).toEqual(['a', 'b']);
    const second = await listDashboards(ctx, { limit: 2, cursor: first.nextCursor ?? '' });
    expect(second.dashboards.map(({ name }) => name)).toEqual(['c']);
    expect(second.nextCursor).toBeNull();
  });
});

describe("the demo's dashboard", () => {
  it('is made once, of the funnels and features that there are', async () => {
    await seedFunnels(ctx);
    await seedFeatures(ctx);
    await seedDashboard(ctx);
    const [made, ...more] = await all();
    expect(more).toEqual([]);
    expect(made?.definition.tiles.map(({ kind }) => kind)).toEqual([
      'text',
      'metric',
      'metric',
      'funnel',
      'funnel',
      'metric',
      'retention',
      'stickiness',
      'lifecycle',
    ]);
    await deleteDashboard(ctx, made?.id ?? '');
    await seedDashboard(ctx);
    expect(await all()).toEqual([]);
  });

  it('is not made without the events of the demo, nor beside a dashboard of somebody', async () => {
    sources.clear();
    await seedDashboard(ctx);
    expect(await all()).toEqual([]);
    sources.add(DEMO_SOURCE);
    await createDashboard(ctx, CREATION);
    await seedDashboard(ctx);
    expect((await all()).map(({ name }) => name)).toEqual(['Monday']);
  });

  it('goes with the demo while nobody has changed it', async () => {
    await seedDashboard(ctx);
    await createDashboard(ctx, CREATION);
    const [, seeded] = (await all()).toSorted((a, b) =>
      a.name === 'Monday' ? -1 : b.name === 'Monday' ? 1 : 0,
    );
    await removeDemoDashboard(ctx);
    expect((await all()).map(({ name }) => name)).toEqual(['Monday']);
    expect(await actions(seeded?.id ?? '')).toEqual(['dashboard.created', 'dashboard.deleted']);
    await removeDemoDashboard(ctx);
    expect(await actions(seeded?.id ?? '')).toHaveLength(2);
  });

  it('stays when somebody has', async () => {
    await seedDashboard(ctx);
    const [seeded] = await all();
    const { id, definition } = seeded ?? { id: '', definition: CREATION.definition };
    await updateDashboard(ctx, id, { name: 'Ours', definition, version: 1 });
    await removeDemoDashboard(ctx);
    expect((await all()).map(({ name }) => name)).toEqual(['Ours']);
  });
});
