import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFeature } from '#lib/adoption/commands/create-feature';
import { deleteFeature } from '#lib/adoption/commands/delete-feature';
import { FeatureCreation } from '#lib/adoption/schema';
import type { Ctx } from '#lib/core/ctx';
import type { StoredEvent } from '#lib/core/event-store';
import { createDashboard } from '#lib/dashboards/commands/create-dashboard';
import type { DigestItem } from '#lib/dashboards/digest-answers';
import { weeklyDigest } from '#lib/dashboards/queries/weekly-digest';
import { DashboardCreation, DigestQuery } from '#lib/dashboards/schema';
import { createFunnel } from '#lib/funnels/commands/create-funnel';
import { deleteFunnel } from '#lib/funnels/commands/delete-funnel';
import { FunnelCreation } from '#lib/funnels/schema';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { type EventWarehouse, openEventWarehouse } from '#lib/testing/event-warehouse';
import { storedEvent } from '#lib/testing/store';

// Monday of 2026-W10; the weeks before it are over.
const NOW = Date.parse('2026-03-02T09:00:00Z');
const WEEK_MS = 7 * 86_400_000;
const ZONE = 'America/New_York';
// Midnight of Monday, 23 February (W09), in New York.
const W09 = Date.parse('2026-02-23T05:00:00Z');
const HOUR_MS = 3_600_000;

const events = worldOf();
let database: TestDatabase;
let warehouse: EventWarehouse;
let ctx: Ctx;
let dashboardId: string;
let funnelId: string;
const tileIds = Array.from({ length: 7 }, (_, n) => `00000000-0000-4000-8000-00000000000${n}`);

beforeAll(async () => {
  [database, warehouse] = await Promise.all([testDatabase(), openEventWarehouse(events)]);
  let ids = 0;
  const newId = () => `00000000-0000-4000-a000-${String(++ids).padStart(12, '0')}`;
  ctx = warehouse.ctxAt(NOW, { db: database.db, newId });
  const funnel = FunnelCreation.parse({
    name: 'Shopping',
    definition: { feature: 'shop', steps: [{ step: 'view' }, { step: 'use', name: 'Used' }] },
  });
  funnelId = (await createFunnel(ctx, funnel)).id;
  await createFeature(ctx, FeatureCreation.parse({ key: 'shop', name: 'Shop', definition: {} }));
  const tiles = [
    { kind: 'funnel', funnelId },
    { kind: 'metric', feature: 'shop', metric: 'adoptionRate' },
    { kind: 'metric', feature: 'shop', metric: 'featureUses', title: 'How often' },
    { kind: 'retention', feature: 'shop' },
    { kind: 'stickiness' },
    { kind: 'lifecycle', feature: 'shop' },
    { kind: 'text', text: 'Hello' },
  ].map((tile, n) => ({ ...tile, id: tileIds[n] }));
  const creation = DashboardCreation.parse({ name: 'Monday', definition: { timeZone: ZONE, tiles } });
  dashboardId = (await createDashboard(ctx, creation)).id;
}, 60_000);
afterAll(async () => {
  await Promise.all([database.close(), warehouse.close()]);
});

const digest = (asked: object = {}) => weeklyDigest(ctx, dashboardId, DigestQuery.parse(asked));
const item = (items: DigestItem[], n: number) => items[n] as DigestItem;
const said = (one: DigestItem) => one.sayings.map(({ sentence }) => sentence).join(' ');

describe('a weekly digest', () => {
  it('is of the last week that is over, in the zone of the dashboard', async () => {
    const { week, timeZone, dataThrough } = await digest();
    expect(timeZone).toBe(ZONE);
    expect(week).toEqual({
      name: '2026-W09',
      firstDay: '2026-02-23',
      lastDay: '2026-03-01',
      period: { start: '2026-02-23T05:00:00.000Z', end: '2026-03-02T05:00:00.000Z' },
      isOver: true,
      previous: '2026-W08',
      next: '2026-W10',
    });
    expect(dataThrough).toBe(new Date(Math.max(...events.map(({ eventTime }) => eventTime))).toISOString());
  });

  it('says of every tile what a naive count says', async () => {
    const { items } = await digest();
    const [now, before] = [W09, W09 - WEEK_MS].map((start) => naive(start));
    expect(items.map(({ title }) => title)).toEqual([
      'Shopping',
      'Shop: Adoption rate',
      'How often',
      'Shop: Retention',
      'Stickiness of all users',
      'Shop: Life cycle',
      null,
    ]);
    expect(said(item(items, 0))).toContain(`(${now?.converted} of ${now?.entered} users who entered)`);
    expect(said(item(items, 0))).toContain(`(${before?.converted} of ${before?.entered})`);
    expect(said(item(items, 1))).toContain(
      `(${now?.users.size} of ${now?.anybody.size} users with any event)`,
    );
    expect(said(item(items, 2))).toMatch(`Uses: ${now?.uses} this week, ${before?.uses} the week before`);
    expect(said(item(items, 4))).toContain(`${now?.anybody.size}, `);
    const both = [...(now?.users ?? [])].filter((user) => before?.users.has(user)).length;
    expect(said(item(items, 5))).toContain(`${both} returning`);
    expect(said(item(items, 5))).toContain(
      `${(before?.users.size ?? 0) - both} of the ${before?.users.size} of`,
    );
    expect(said(item(items, 6))).toBe('Hello');
  });

  it('compares cohorts of the same age', async () => {
    const { items } = await digest();
    const [now, before] = [1, 2].map((back) => {
      const cohort = newUsersOf(W09 - back * WEEK_MS);
      const later = naive(W09 - (back - 1) * WEEK_MS).users;
      return { of: cohort.length, count: cohort.filter((user) => later.has(user)).length };
    });
    expect(said(item(items, 3))).toContain(`${now?.count} of ${now?.of} users who began one week earlier`);
    expect(said(item(items, 3))).toContain(`${before?.count} of ${before?.of}`);
    const { picture } = item(items, 3);
    expect(picture).toMatchObject({ kind: 'weeks', unit: 'share' });
    expect(picture?.kind === 'weeks' && picture.weeks.map(({ start }) => start).slice(-2)).toEqual([
      '2026-02-09',
      '2026-02-16',
    ]);
  });

  it('draws the days of both weeks side by side', async () => {
    const { picture } = item((await digest()).items, 1);
    const days = picture?.kind === 'days' ? picture.days : [];
    const usersOn = (start: number) =>
      new Set(inSpan(start, start + 24 * HOUR_MS).map(({ userId }) => userId)).size;
    expect(days.map(({ date }) => date)).toEqual([
      ...['2026-02-23', '2026-02-24', '2026-02-25', '2026-02-26', '2026-02-27', '2026-02-28', '2026-03-01'],
    ]);
    const expected = days.map((_, n) => W09 + n * 24 * HOUR_MS);
    expect(days.map(({ now }) => now)).toEqual(expected.map(usersOn));
    expect(days.map(({ before }) => before)).toEqual(expected.map((start) => usersOn(start - WEEK_MS)));
  });

  it('counts only what happened inside the week, so that it stays what it was', async () => {
    const { items } = await digest({ week: '2026-W08' });
    const own = naive(W09 - WEEK_MS);
    expect(said(item(items, 0))).toContain(`(${own.converted} of ${own.entered} users who entered)`);
    expect(item(items, 0).href).toBe(
      `/funnels/${funnelId}?range=2026-02-16..2026-02-22&tz=America%2FNew_York&cut=1`,
    );
    expect(item(items, 1).href).toBe('/adoption/shop?range=2026-02-16..2026-02-22&tz=America%2FNew_York');
  });

  it('marks the running week, and compares nothing', async () => {
    const { week, items } = await digest({ week: '2026-W10' });
    expect(week).toMatchObject({ isOver: false, next: null });
    const verdicts = items.flatMap(({ sayings }) => sayings.map(({ verdict }) => verdict));
    expect(new Set(verdicts)).toEqual(new Set(['running', null]));
    const { picture } = item(items, 1);
    expect(picture?.kind === 'days' && picture.days.map(({ now }) => now !== null)).toEqual([
      true,
      ...Array(6).fill(false),
    ]);
  });

  it.each([['2026-W11'], ['2027-W01'], ['2025-W53']])('is refused for %s', async (week) => {
    await expect(digest({ week })).rejects.toMatchObject({ code: 'invalid' });
  });

  it('is of weeks of another zone when asked', async () => {
    const { week } = await digest({ week: '2026-W09', timeZone: 'Asia/Tokyo' });
    expect(week.period).toEqual({ start: '2026-02-22T15:00:00.000Z', end: '2026-03-01T15:00:00.000Z' });
  });

  // The last: it takes away what the others read.
  it('says when what a tile shows was deleted', async () => {
    await deleteFunnel(ctx, funnelId);
    const { id } = await database.db.feature.findUniqueOrThrow({ where: { key: 'shop' } });
    await deleteFeature(ctx, id);
    const { items } = await digest();
    expect(items.map(({ isGone }) => isGone)).toEqual([true, true, true, true, false, true, false]);
    expect(item(items, 0)).toMatchObject({
      title: 'A deleted funnel',
      sayings: [],
      picture: null,
      href: null,
    });
  });
});

/** Six weeks of sixty users, in a manner that is the same in every run. */
function worldOf(): StoredEvent[] {
  let state = 11;
  const random = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  const begin = NOW - 6 * WEEK_MS;
  const made = Array.from({ length: 900 }, (_, n) => {
    const isShop = random() < 0.8;
    return storedEvent(`e${n}`, {
      userId: `u${Math.floor(random() * 60)}`,
      eventType: random() < 0.6 ? 'view' : 'use',
      featureName: isShop ? 'shop' : 'other',
      eventTime: begin + Math.floor(random() * (NOW - begin)),
    });
  });
  return made.sort((a, b) => a.eventTime - b.eventTime);
}

function inSpan(from: number, to: number): StoredEvent[] {
  return events.filter(
    ({ eventTime, featureName }) => eventTime >= from && eventTime < to && featureName === 'shop',
  );
}

/** A week counted by hand; whoever uses the feature has tried it. */
function naive(start: number) {
  const end = start + WEEK_MS;
  const own = inSpan(start, end);
  const usersOf = (some: StoredEvent[]) => new Set(some.map(({ userId }) => userId));
  const uses = own.filter(({ eventType }) => eventType === 'use');
  const views = own.filter(({ eventType }) => eventType === 'view');
  const converted = [...usersOf(views)].filter((user) =>
    views.some(
      (view) =>
        view.userId === user && uses.some((use) => use.userId === user && use.eventTime >= view.eventTime),
    ),
  );
  return {
    anybody: usersOf(events.filter(({ eventTime }) => eventTime >= start && eventTime < end)),
    users: usersOf(uses),
    uses: uses.length,
    entered: usersOf(views).size,
    converted: converted.length,
  };
}

/** Who used the feature for the first time in the week that begins then. */
function newUsersOf(start: number): string[] {
  const before = new Set(
    events
      .filter((event) => event.eventTime < start && event.featureName === 'shop' && event.eventType === 'use')
      .map(({ userId }) => userId),
  );
  return [...naive(start).users].filter((user) => !before.has(user));
}
