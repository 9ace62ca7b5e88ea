import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAnswers } from '#lib/adapters/answers';
import { createFeature } from '#lib/adoption/commands/create-feature';
import { adoptionWithImpact, featureImpact } from '#lib/adoption/queries/impact';
import { AdoptionRequest, FeatureCreation, ImpactQuery } from '#lib/adoption/schema';
import type { Ctx } from '#lib/core/ctx';
import { TEST_ADMIN, testCtx } from '#lib/testing/ctx';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { simulatedWorld } from '#lib/testing/impact-simulation';
import { type TableWarehouse, tableWarehouse } from '#lib/testing/table-warehouse';

const WORLD = simulatedWorld(4, 0.15, 450);
const PERIOD = { from: new Date(WORLD.from).toISOString(), to: new Date(WORLD.to).toISOString() };
const QUERY = ImpactQuery.parse({ ...PERIOD, feature: 'a' });

let database: TestDatabase;
let warehouse: TableWarehouse;
let ctx: Ctx;

beforeAll(async () => {
  [database, warehouse] = await Promise.all([testDatabase(), tableWarehouse()]);
  const now = new Date(WORLD.horizon + 3_600_000);
  ctx = testCtx({ db: database.db, warehouse, answers: openAnswers(), now });
  const bought = { types: ['buy'] };
  for (const [key, definition] of Object.entries({ a: { conversion: bought }, idle: { revenue: bought } })) {
    await createFeature(ctx, FeatureCreation.parse({ key, name: key, definition }));
  }
  await warehouse.fill(WORLD.events);
});
afterAll(() => Promise.all([database.close(), warehouse.close()]));

describe('the impact of a feature', () => {
  it('comes with its interval, its groups and its method, and is kept', async () => {
    const answer = await featureImpact(ctx, QUERY);
    expect(answer.conversion.reason).toBeNull();
    expect(answer.conversion.interval?.[0]).toBeGreaterThan(0);
    expect(answer.users).toMatchObject({
      pending: 0,
      firstUse: answer.users.matched + answer.users.unmatched,
    });
    expect(answer.comparison.users).toBeGreaterThan(50);
    expect(answer.revenue).toMatchObject({ difference: null, reason: 'No revenue event is defined.' });
    expect(answer.method.words).toContain('not proof that the feature caused it');
    expect(answer.meta).toMatchObject({ cached: false, sql: expect.stringContaining('first_use') });
    const reader = { ...ctx, actor: { ...TEST_ADMIN, role: 'viewer' as const } };
    const { meta } = await featureImpact(reader, QUERY);
    expect(meta.cached).toBe(true);
    expect(meta).not.toHaveProperty('sql');
  });

  it('leaves out those whose follow-up is not over', async () => {
    const early = { ...ctx, now: new Date(WORLD.to) };
    const { users } = await featureImpact(early, QUERY);
    expect(users.pending).toBeGreaterThan(0);
    expect(users.pending + users.matched + users.unmatched).toBe(users.firstUse);
  });

  it('is refused for what nobody has defined', async () => {
    await expect(featureImpact(ctx, { ...QUERY, feature: 'b' })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('the metrics', () => {
  it.each([
    [{ feature: 'a' }, true],
    [{ feature: 'a', impact: 'false' }, false],
    [{}, false],
    [{ impact: 'true' }, true],
  ])('asked with %j have impacts: %s', async (more, isAsked) => {
    const { features } = await adoptionWithImpact(ctx, AdoptionRequest.parse({ ...PERIOD, ...more }));
    const found = features.find(({ feature }) => feature === 'a');
    expect(typeof found?.conversionImpact).toBe(isAsked ? 'number' : 'object');
    expect(found?.revenueImpact).toBeNull();
    expect(found?.impactReasons.revenue).toMatch(isAsked ? /No revenue event/ : /one feature at a time/);
    const idle = features.find(({ feature }) => feature === 'idle');
    if (idle) expect(idle.impactReasons.revenue).toMatch(isAsked ? /Too few people used it/ : /impact=true/);
  });
});
