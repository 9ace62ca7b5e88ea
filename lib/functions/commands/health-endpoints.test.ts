import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Ctx } from '#lib/core/ctx';
import { saveHealthEndpoints, seedHealthEndpoints } from '#lib/functions/commands/save-health-endpoints';
import { askHealth, healthEndpoints } from '#lib/functions/queries/health';
import { TEST_ADMIN, testCtx } from '#lib/testing/ctx';
import { type TestDatabase, testDatabase } from '#lib/testing/database';

const prod = { environment: 'prod', function: null, url: 'https://api.example.com/{function}/health' };
const setUp = { kind: 'system', id: 'setup' } as const;

let database: TestDatabase;
let ctx: Ctx;
let asked: string[];

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.setting.deleteMany();
  asked = [];
  ctx = testCtx({
    db: database.db,
    health: {
      ask: async (url) => {
        asked.push(url);
        return { url, isHealthy: true, status: 200, why: 'It answered 200.', elapsedMs: 3 };
      },
    },
  });
});

describe('health endpoints', () => {
  it('are saved with an audit entry that keeps both lists', async () => {
    const saved = await saveHealthEndpoints(ctx, { version: 0, endpoints: [prod] });
    expect(saved).toMatchObject({ version: 1, updatedBy: TEST_ADMIN.name });
    expect(await healthEndpoints(ctx)).toEqual(saved);
    const entry = await database.db.auditEntry.findFirst({ orderBy: { sequence: 'desc' } });
    expect(entry).toMatchObject({
      action: 'health_endpoints.changed',
      details: { now: ['all of prod: https://api.example.com/{function}/health'], before: [] },
    });
  });

  it('refuse an edit of an older version, and one by somebody who only reads', async () => {
    await saveHealthEndpoints(ctx, { version: 0, endpoints: [prod] });
    const late = saveHealthEndpoints(ctx, { version: 0, endpoints: [] });
    await expect(late).rejects.toMatchObject({ code: 'conflict' });
    const viewer = { ...ctx, actor: { ...TEST_ADMIN, role: 'viewer' as const } };
    const refused = saveHealthEndpoints(viewer, { version: 1, endpoints: [] });
    await expect(refused).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('are asked with the name of the function; one without an address has no reading', async () => {
    await saveHealthEndpoints(ctx, { version: 0, endpoints: [prod] });
    const readings = await askHealth(ctx, ['careervp-prod-vpr', 'careervp-dev-vpr']);
    expect(readings.get('careervp-prod-vpr')).toMatchObject({ isHealthy: true });
    expect(readings.get('careervp-dev-vpr')).toBeNull();
    expect(asked).toEqual(['https://api.example.com/careervp-prod-vpr/health']);
  });

  it('of the demo follow the sandbox to its new address, until somebody saves his own', async () => {
    const seeding = { ...ctx, actor: setUp };
    await seedHealthEndpoints(seeding, 'http://127.0.0.1:1');
    await seedHealthEndpoints(seeding, 'http://127.0.0.1:2');
    const seeded = await healthEndpoints(ctx);
    expect(seeded.endpoints[0]?.url).toBe('http://127.0.0.1:2/_gateway/{function}/health');
    await saveHealthEndpoints(ctx, { version: seeded.version, endpoints: [prod] });
    await seedHealthEndpoints(seeding, 'http://127.0.0.1:3');
    expect((await healthEndpoints(ctx)).endpoints).toEqual([prod]);
  });
});
