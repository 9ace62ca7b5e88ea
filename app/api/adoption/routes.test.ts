import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createFeature } from '#lib/adoption/commands/create-feature';
import { FeatureCreation } from '#lib/adoption/schema';
import type { RouteHandler } from '#lib/http/route';
import { closeServices, ctxFor, services } from '#lib/http/services';
import { createToken } from '#lib/people/commands/create-token';
import { storedEvent, temporaryFolder } from '#lib/testing/store';
import * as daily from './daily/route';
import * as totals from './daily/totals/route';
import * as lifecycle from './lifecycle/route';
import * as power from './power-users/route';
import * as retention from './retention/route';
import * as metrics from './route';
import * as stickiness from './stickiness/route';
import * as lifecycleUsers from './users/lifecycle/route';
import * as metricUsers from './users/metric/route';
import * as powerUsers from './users/power/route';
import * as retentionUsers from './users/retention/route';
import * as stickinessUsers from './users/stickiness/route';

const NOON = Date.UTC(2026, 0, 5, 12);
const DAY = 86_400_000;
const PERIOD = { from: '2026-01-05T00:00:00Z', to: '2026-01-12T00:00:00Z' };
const BROKEN = { ...PERIOD, breakdown: 'platform', feature: 'shop' };

let data: Awaited<ReturnType<typeof temporaryFolder>>;
let token = '';

beforeAll(async () => {
  data = await temporaryFolder();
  vi.stubEnv('FLIGHTDECK_DATA', data.folder);
  vi.stubEnv('LOG_LEVEL', 'silent');
  const provided = await services();
  const ctx = ctxFor(provided, { actor: { kind: 'system', id: 'command-line' }, requestId: 'test' });
  token = (await createToken(ctx, { name: 'viewer', role: 'viewer' })).secret ?? '';
  await createFeature(ctx, FeatureCreation.parse({ key: 'shop', name: 'Shop', definition: {} }));
  const used = (id: string, userId: string, day: number, platform: string) => {
    const event = { userId, eventType: 'use', featureName: 'shop', eventTime: NOON + day * DAY };
    return storedEvent(id, { ...event, properties: { platform } });
  };
  await provided.events.append([
    ...[used('1', 'ana', 0, 'web'), used('2', 'ana', 1, 'ios'), used('3', 'bob', 0, 'ios')],
    ...[used('4', 'cem', 2, 'web'), used('5', 'ana', -7, 'web')],
  ]);
  await vi.waitFor(async () => {
    expect((await provided.warehouse.state('2026-01-05', '2026-01-05')).dataThrough).not.toBeNull();
  }, 5000);
});

afterAll(async () => {
  await closeServices();
  await data.remove();
});

async function get({ GET }: { GET: RouteHandler }, search: Record<string, string>) {
  const request = new Request(`http://localhost:3000/api/adoption?${new URLSearchParams(search)}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const response = await GET(request, { params: Promise.resolve({}) });
  return { status: response.status, body: await response.json() };
}

describe('answers by a property, beside the period before', () => {
  const asked = { ...BROKEN, compare: 'previous' };
  it.each([
    ['metrics', metrics],
    ['daily totals', totals],
    ['retention', retention],
    ['stickiness', stickiness],
    ['life cycle', lifecycle],
    ['power curve', power],
  ])('of %s say which value each is under, and when it was before', async (_, route) => {
    const { status, body } = await get(route, asked);
    expect(status).toBe(200);
    const { breakdown } = body.features?.[0] ?? body.totals?.all ?? body;
    expect(breakdown).toMatchObject([{ value: 'web' }, { value: 'ios' }]);
    expect(body.breakdownRule).toMatch(
      /^Everybody is under one value: the first that is set, by time, among /,
    );
    expect(Date.parse(body.compare.period.end)).toBeLessThanOrEqual(Date.parse(body.period.end) - 7 * DAY);
    expect(body.meta.engine).toBe('duckdb');
  });

  it('of daily usage have the values in each row', async () => {
    const { body } = await get(daily, BROKEN);
    expect(body.find(({ date }: { date: string }) => date === '2026-01-05')).toEqual({
      ...{ feature: 'shop', date: '2026-01-05', uniqueUsers: 2, totalEvents: 2, completions: 0 },
      avgDuration: null,
      breakdown: [
        { value: 'web', uniqueUsers: 1, totalEvents: 1, completions: 0, avgDuration: null },
        { value: 'ios', uniqueUsers: 1, totalEvents: 1, completions: 0, avgDuration: null },
      ],
    });
  });
});

describe('people', () => {
  const asked = { ...PERIOD, feature: 'shop' };
  it.each([
    ['of a metric', metricUsers, { metric: 'repeatUsageRate' }, ['ana']],
    ['under a value', metricUsers, { metric: 'adoptionRate', breakdown: 'platform', value: 'ios' }, ['bob']],
    ['of a cohort', retentionUsers, { cohort: '2026-01-05' }, ['bob', 'cem']],
    ['of a day', stickinessUsers, { date: '2026-01-05' }, ['ana', 'bob']],
    ['of a state', lifecycleUsers, { date: '2026-01-05', state: 'new' }, ['bob', 'cem']],
    ['of a number of days', powerUsers, { days: '3' }, ['ana']],
  ])('%s are listed', async (_, route, more, expected) => {
    const { status, body } = await get(route, { ...asked, ...more });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      users: expected.map((userId) => ({ userId })),
      total: expected.length,
      nextCursor: null,
    });
    expect(body.meta).not.toHaveProperty('sql');
  });

  it('come page by page', async () => {
    const page = { ...asked, date: '2026-01-05', limit: '1' };
    const first = await get(stickinessUsers, page);
    expect(first.body).toMatchObject({ users: [{ userId: 'ana' }], total: 2, nextCursor: 'ana' });
    const second = await get(stickinessUsers, { ...page, cursor: 'ana' });
    expect(second.body).toMatchObject({ users: [{ userId: 'bob' }], total: 2, nextCursor: null });
  });

  it('are refused for a value without a breakdown, a day outside, and a moment to come', async () => {
    expect((await get(powerUsers, { ...asked, days: '3', value: 'web' })).status).toBe(400);
    expect((await get(stickinessUsers, { ...asked, date: '2026-02-05' })).status).toBe(400);
    const later = await get(metricUsers, { ...asked, metric: 'discovery', asOf: '2100-01-01T00:00:00Z' });
    expect(later.body).toMatchObject({ status: 400, code: 'invalid' });
  });
});
