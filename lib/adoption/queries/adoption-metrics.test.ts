import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAnswers } from '#lib/adapters/answers';
import { createFeature } from '#lib/adoption/commands/create-feature';
import { seedFeatures } from '#lib/adoption/commands/seed-features';
import { updateFeature } from '#lib/adoption/commands/update-feature';
import { adoptionMetrics } from '#lib/adoption/queries/adoption-metrics';
import { featureSuggestions } from '#lib/adoption/queries/feature-suggestions';
import { AdoptionQuery, FeatureCreation } from '#lib/adoption/schema';
import type { Ctx } from '#lib/core/ctx';
import { seedFunnels } from '#lib/funnels/commands/seed-funnels';
import { TEST_ADMIN, testCtx } from '#lib/testing/ctx';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { storedEvent } from '#lib/testing/store';
import { type TableWarehouse, tableWarehouse } from '#lib/testing/table-warehouse';

const QUERY = AdoptionQuery.parse({
  from: '2026-02-01T00:00:00Z',
  to: '2026-02-08T00:00:00Z',
  compare: 'previous',
});
const DAY = 86_400_000;

let database: TestDatabase;
let warehouse: TableWarehouse;
let ctx: Ctx;

beforeAll(async () => {
  [database, warehouse] = await Promise.all([testDatabase(), tableWarehouse()]);
  ctx = testCtx({ db: database.db, warehouse, answers: openAnswers() });
  await seedFunnels(ctx);
  await seedFeatures(ctx);
  const rows = [
    ['u1', 'view', 0],
    ['u1', 'click_generate', 0],
    ['u1', 'complete', 0],
    ['u1', 'use', 3],
    ['u2', 'view', 1],
    ['u3', 'crash', 1],
    ['u4', 'use', -2],
  ] as const;
  await warehouse.fill(
    rows.map(([userId, eventType, day], index) =>
      storedEvent(`e${index}`, {
        userId,
        eventType,
        featureName: eventType === 'crash' ? 'labs' : 'cover_letter',
        eventTime: Date.parse(QUERY.from) + day * DAY + 60_000,
      }),
    ),
  );
});
afterAll(() => Promise.all([database.close(), warehouse.close()]));

describe('the metrics of the defined features', () => {
  it('are there for each, beside the period before, with what they count', async () => {
    const answer = await adoptionMetrics(ctx, QUERY);
    const [letter, generator] = answer.features;
    expect(letter).toMatchObject({
      feature: 'cover_letter',
      totalUsers: 3,
      activeUsers: 1,
      featureViews: 2,
      featureUses: 1,
      featureCompletions: 1,
      adoptionRate: 1 / 3,
      activationRate: 1,
      discovery: 2 / 3,
      retention7d: 1,
      retention30d: null,
      powerUserRate: 0,
      proportions: { retention30d: { count: 0, of: 0, pending: 1 }, powerUserRate: { of: 1 } },
    });
    expect(letter?.proportions.adoptionRate.interval?.[0]).toBeCloseTo(0.0615, 4);
    expect(generator).toMatchObject({
      feature: 'vpr_generator',
      totalUsers: 3,
      activeUsers: 0,
      activationRate: null,
    });
    expect(answer.compare).toMatchObject({
      period: { start: '2026-01-25T00:00:00.000Z', end: QUERY.from },
      features: [{ feature: 'cover_letter', totalUsers: 1, activeUsers: 1 }, { totalUsers: 1 }],
    });
    expect(answer.definitions.adoptionRate).toContain('all users with any event');
    expect(answer.meta).toMatchObject({
      engine: 'duckdb',
      cached: false,
      sql: expect.stringContaining('power'),
    });
  });

  it('are kept until a definition changes', async () => {
    const asked = { ...QUERY, feature: 'vpr_generator' };
    const reader = { ...ctx, actor: { ...TEST_ADMIN, role: 'viewer' as const } };
    await adoptionMetrics(ctx, asked);
    const again = await adoptionMetrics(reader, asked);
    expect(again.meta.cached).toBe(true);
    expect(again.meta).not.toHaveProperty('sql');
    const row = await database.db.feature.findUniqueOrThrow({ where: { key: 'vpr_generator' } });
    const changed = FeatureCreation.parse({
      key: row.key,
      name: row.name,
      definition: { use: ['generate'] },
    });
    await updateFeature(ctx, row.id, { ...changed, version: 1 });
    expect((await adoptionMetrics(ctx, asked)).meta.cached).toBe(false);
  });

  it('say when nobody has defined the feature', async () => {
    const asked = adoptionMetrics(ctx, { ...QUERY, feature: 'labs' });
    await expect(asked).rejects.toMatchObject({ code: 'not_found' });
  });

  it('come with suggestions for what nobody has defined', async () => {
    const { suggestions, unnamed } = await featureSuggestions(ctx, QUERY);
    expect(suggestions).toMatchObject([
      { key: 'labs', name: 'Labs', count: 1, definition: { use: ['crash'] } },
    ]);
    expect(unnamed).toEqual([{ type: 'crash', feature: 'labs', count: 1 }]);
    const { count: _, ...suggested } = suggestions[0] ?? { count: 0 };
    await createFeature(ctx, FeatureCreation.parse(suggested));
    expect(await featureSuggestions(ctx, QUERY)).toMatchObject({ suggestions: [], unnamed: [] });
  });
});
