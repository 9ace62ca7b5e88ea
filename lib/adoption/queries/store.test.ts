import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAnswers } from '#lib/adapters/answers';
import { openWarehouse } from '#lib/adapters/duckdb/open-warehouse';
import type { OpenStore } from '#lib/adapters/event-store/open-event-store';
import { createFeature } from '#lib/adoption/commands/create-feature';
import { adoptionMetrics } from '#lib/adoption/queries/adoption-metrics';
import { dailyUsage } from '#lib/adoption/queries/daily-usage';
import { lifecycle } from '#lib/adoption/queries/lifecycle';
import { retention } from '#lib/adoption/queries/retention';
import { powerCurve, stickiness } from '#lib/adoption/queries/stickiness';
import {
  AdoptionQuery,
  DailyQuery,
  FeatureCreation,
  LifecycleQuery,
  RetentionQuery,
  StickinessQuery,
} from '#lib/adoption/schema';
import type { Ctx } from '#lib/core/ctx';
import type { Warehouse } from '#lib/core/warehouse';
import { adoptionWorlds } from '#lib/testing/adoption-worlds';
import { testCtx } from '#lib/testing/ctx';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { openTestStore, temporaryFolder } from '#lib/testing/store';
import { type TableWarehouse, tableWarehouse } from '#lib/testing/table-warehouse';

const world = fc
  .sample(adoptionWorlds, { numRuns: 40, seed: 61 })
  .sort((a, b) => b.events.length - a.events.length)[0];

let place: Awaited<ReturnType<typeof temporaryFolder>>;
let store: OpenStore;
let warehouse: Warehouse & { close(): Promise<void> };
let table: TableWarehouse;
let database: TestDatabase;

beforeAll(async () => {
  place = await temporaryFolder();
  [store, table, database] = await Promise.all([
    openTestStore(place.folder),
    tableWarehouse(),
    testDatabase(),
  ]);
  await store.append(world?.events ?? []);
  await store.flush();
  await table.fill(world?.events ?? []);
  warehouse = await openWarehouse({ store, memory: '200MB', tempFolder: place.folder, threads: 1 });
  await createFeature(
    ctxOn(table),
    FeatureCreation.parse({ key: 'a', name: 'A', definition: { use: ['use', 'go'] } }),
  );
});
afterAll(async () => {
  await Promise.all([warehouse.close(), table.close(), database.close()]);
  await store.close();
  await place.remove();
});

function ctxOn(engine: Warehouse): Ctx {
  return testCtx({
    warehouse: engine,
    db: database.db,
    answers: openAnswers(),
    now: new Date(world?.now ?? 0),
  });
}

const period = {
  from: new Date(world?.from ?? 0).toISOString(),
  to: new Date(world?.to ?? 0).toISOString(),
  timeZone: world?.timeZone,
};

describe('questions about adoption', () => {
  it.each([
    ['metrics', (ctx: Ctx) => adoptionMetrics(ctx, AdoptionQuery.parse({ ...period, compare: 'previous' }))],
    ['daily usage', (ctx: Ctx) => dailyUsage(ctx, DailyQuery.parse(period))],
    ['stickiness', (ctx: Ctx) => stickiness(ctx, StickinessQuery.parse({ ...period, feature: 'a' }))],
    ['power curve', (ctx: Ctx) => powerCurve(ctx, StickinessQuery.parse({ ...period, feature: 'a' }))],
    ['life cycle', (ctx: Ctx) => lifecycle(ctx, LifecycleQuery.parse({ ...period, feature: 'a' }))],
    [
      'retention',
      (ctx: Ctx) => retention(ctx, RetentionQuery.parse({ ...period, feature: 'a', interval: 'day' })),
    ],
  ])('on %s have the same answer over the files of a store', async (_, ask) => {
    const onFiles = ctxOn(warehouse);
    const { meta, ...answer } = await ask(onFiles);
    const { meta: __, ...expected } = await ask(ctxOn(table));
    expect(answer).toEqual(expected);
    expect(JSON.stringify(answer)).toMatch(/:[1-9]/);
    expect(meta).toMatchObject({ engine: 'duckdb', cached: false, dataThrough: expect.any(String) });
    expect(meta.bytesScanned).toBeGreaterThan(0);
    expect((await ask(onFiles)).meta.cached).toBe(true);
  });

  it('about the period before are what that period is asked by itself', async () => {
    const ctx = ctxOn(table);
    const compared = { ...period, feature: 'a', compare: 'previous', breakdown: 'platform' };
    for (const ask of [stickiness, powerCurve]) {
      const { compare } = await ask(ctx, StickinessQuery.parse(compared));
      const { start: from, end: to } = compare?.period ?? { start: '', end: '' };
      const alone = await ask(ctx, StickinessQuery.parse({ ...compared, from, to, compare: undefined }));
      expect(compare).toMatchObject({ points: alone.points, breakdown: alone.breakdown });
    }
    const { compare } = await lifecycle(ctx, LifecycleQuery.parse({ ...compared, interval: 'day' }));
    const { start: from, end: to } = compare?.period ?? { start: '', end: '' };
    const asked = { ...compared, from, to, compare: undefined, interval: 'day' };
    const alone = await lifecycle(ctx, LifecycleQuery.parse(asked));
    expect(compare).toMatchObject({ points: alone.points, breakdown: alone.breakdown });
    const cohorts = await retention(ctx, RetentionQuery.parse(compared));
    const before = { ...compared, ...cohorts.compare?.period, compare: undefined };
    const { start, end, ...rest } = { start: '', end: '', ...before };
    const own = await retention(ctx, RetentionQuery.parse({ ...rest, from: start, to: end }));
    expect(cohorts.compare).toMatchObject({ cohorts: own.cohorts, curve: own.curve });
  });

  it('are refused for a feature that nobody has defined', async () => {
    const unknown = { ...period, feature: 'nothing' };
    const asked = lifecycle(ctxOn(table), LifecycleQuery.parse(unknown));
    await expect(asked).rejects.toMatchObject({ code: 'not_found' });
  });
});
