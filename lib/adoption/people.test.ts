import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bucketsTouching } from '#lib/adoption/bucket';
import {
  activePeople,
  cohortPeople,
  frequentPeople,
  metricPeople,
  statePeople,
} from '#lib/adoption/counted-people';
import { LIFECYCLE_COLUMNS, lifecyclePoints, lifecycleSql } from '#lib/adoption/lifecycle';
import { localDay } from '#lib/adoption/local-day';
import { spanOf } from '#lib/adoption/metrics-tables-sql';
import { peoplePage } from '#lib/adoption/people-page';
import { type Counted, PEOPLE_COLUMNS, type PeoplePage, peopleSql } from '#lib/adoption/people-sql';
import { triangleOf } from '#lib/adoption/retention';
import { RETENTION_COLUMNS, retentionHorizon, retentionSql } from '#lib/adoption/retention-sql';
import {
  LifecyclePeopleQuery,
  MetricPeopleQuery,
  PowerPeopleQuery,
  RATE_NAMES,
  RetentionPeopleQuery,
  StickinessPeopleQuery,
} from '#lib/adoption/schema';
import {
  CURVE_COLUMNS,
  curvePoints,
  curveSql,
  STICKINESS_COLUMNS,
  stickinessPoints,
  stickinessSql,
} from '#lib/adoption/stickiness';
import type { Columns, Row } from '#lib/core/warehouse';
import type { Fragment } from '#lib/funnels/fragment';
import { type AdoptionWorld, adoptionWorlds, definedFeature } from '#lib/testing/adoption-worlds';
import { referenceMetrics } from '#lib/testing/reference-adoption';
import { referenceMetricParts } from '#lib/testing/reference-breakdown';
import { type TableWarehouse, tableWarehouse } from '#lib/testing/table-warehouse';
import { expectTrinoSyntax } from '#lib/testing/trino-syntax';

let warehouse: TableWarehouse;
beforeAll(async () => {
  warehouse = await tableWarehouse();
});
afterAll(() => warehouse.close());

async function rowsOf<C extends Columns>({ text, parameters }: Fragment, columns: C): Promise<Row<C>[]> {
  expect(text.split('?').length - 1).toBe(parameters.length);
  return (await warehouse.query(text, parameters, { label: 'test', columns, timeoutMs: 10_000 })).rows;
}

/** Everybody on the list, page by page; each page says the same total, and that is how many there are. */
async function listOf(
  counted: Counted,
  choice: Omit<PeoplePage, 'limit'> = {},
  limit = 3,
): Promise<string[]> {
  const users: string[] = [];
  let cursor: string | undefined;
  const totals = new Set<number>();
  do {
    const rows = await rowsOf(peopleSql(counted, { ...choice, cursor, limit }), PEOPLE_COLUMNS);
    const page = peoplePage(rows, limit);
    users.push(...page.users.map(({ userId }) => userId));
    totals.add(page.total);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect([...totals]).toEqual([users.length]);
  return users;
}

function periodOf({ from, to, timeZone }: AdoptionWorld) {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString(), timeZone };
}

/** The users in whose own world, where nobody else is, a question counts one. */
async function alone(world: AdoptionWorld, count: () => Promise<number>): Promise<string[]> {
  const found: string[] = [];
  for (const user of new Set(world.events.map(({ userId }) => userId))) {
    await warehouse.fill(world.events.filter(({ userId }) => userId === user));
    if ((await count()) === 1) found.push(user);
  }
  await warehouse.fill(world.events);
  return found.sort();
}

describe('the people of a metric', () => {
  it('are those whom a walk through the events of each finds', async () => {
    let listed = 0;
    await fc.assert(
      fc.asyncProperty(
        adoptionWorlds,
        fc.constantFrom(...RATE_NAMES),
        fc.constantFrom('count', 'of', 'pending'),
        async (world, metric, group) => {
          const [feature = definedFeature('a')] = world.features;
          const key = feature.saved.key;
          const query = MetricPeopleQuery.parse({
            ...periodOf(world),
            ...{ feature: key, metric, group, powerUserPercent: 35 },
          });
          const today = localDay(world.now, world.timeZone);
          await warehouse.fill(world.events);
          const users = await listOf(metricPeople(query, feature, today));
          const everybody = [...new Set(world.events.map(({ userId }) => userId))].sort();
          const expected = everybody.filter((user) => {
            const own = referenceMetrics(world, feature, 30, 35, new Set([user])).proportions[metric];
            return own[query.group] === 1;
          });
          expect(users).toEqual(expected);
          listed += users.length;
        },
      ),
      { numRuns: 60, seed: 81 },
    );
    expect(listed).toBeGreaterThan(50);
  }, 120_000);

  it('under the values of a breakdown are all of them, once', async () => {
    let split = 0;
    await fc.assert(
      fc.asyncProperty(
        adoptionWorlds,
        fc.constantFrom('platform', 'userId', 'type'),
        async (world, breakdown) => {
          const [feature = definedFeature('a')] = world.features;
          const asked = { ...periodOf(world), feature: feature.saved.key, metric: 'discovery', group: 'of' };
          const query = MetricPeopleQuery.parse({ ...asked, breakdown, other: 'true', powerUserPercent: 1 });
          await warehouse.fill(world.events);
          const counted = metricPeople(query, feature, 0);
          const parts = referenceMetricParts(world, breakdown, {
            ...{ from: spanOf(query).powerFrom, days: 30, percent: 1 },
          });
          const inside = new Set(
            world.events
              .filter(({ eventTime }) => eventTime >= world.from && eventTime < world.to)
              .map(({ userId }) => userId),
          );
          for (const { value, isOther, users } of parts) {
            const choice = isOther ? { other: 'true' as const } : { value: value ?? '' };
            const found = await listOf(counted, { breakdown, ...choice });
            expect(found).toEqual([...users].filter((user) => inside.has(user)).sort());
            split += 1;
          }
        },
      ),
      { numRuns: 25, seed: 82 },
    );
    expect(split).toBeGreaterThan(30);
  }, 120_000);
});

const places = fc.constantFrom(null, 0, 1);

/** Where there is most to look at. */
function placeOfMost<T>(all: T[], count: (one: T) => number): number {
  return all.reduce((best, one, index) => (count(one) > count(all[best] ?? one) ? index : best), 0);
}

describe('the people behind a number', () => {
  it('of stickiness and of the power curve are those who count when nobody else is there', async () => {
    let listed = 0;
    await fc.assert(
      fc.asyncProperty(adoptionWorlds, places, async (world, place) => {
        const feature = place === null ? null : (world.features[place] ?? null);
        await warehouse.fill(world.events);
        const period = periodOf(world);
        const points = async () => {
          const query = StickinessPeopleQuery.parse({ ...period, date: '2026-01-01' });
          return stickinessPoints(query, await rowsOf(stickinessSql(query, feature), STICKINESS_COLUMNS));
        };
        const all = await points();
        const at = placeOfMost(all, ({ weekly }) => weekly);
        const date = all[at]?.date;
        for (const window of ['daily', 'weekly', 'monthly'] as const) {
          const query = StickinessPeopleQuery.parse({ ...period, date, window });
          const users = await listOf(activePeople(query, feature));
          expect(users).toHaveLength(all[at]?.[window] ?? Number.NaN);
          if (window === 'weekly')
            expect(users).toEqual(await alone(world, async () => (await points())[at]?.weekly ?? 0));
          listed += users.length;
        }
        for (const count of [1, 2]) {
          const query = PowerPeopleQuery.parse({ ...period, days: count });
          const curve = curvePoints(await rowsOf(curveSql(query, feature), CURVE_COLUMNS));
          expect(await listOf(frequentPeople(query, feature))).toHaveLength(
            curve[count - 1]?.users ?? Number.NaN,
          );
        }
      }),
      { numRuns: 15, seed: 83 },
    );
    expect(listed).toBeGreaterThan(50);
  }, 120_000);

  it('of the life cycle are those who count when nobody else is there', async () => {
    let listed = 0;
    await fc.assert(
      fc.asyncProperty(adoptionWorlds, places, async (world, place) => {
        const feature = place === null ? null : (world.features[place] ?? null);
        await warehouse.fill(world.events);
        const asked = { ...periodOf(world), interval: 'day', state: 'active', date: '2026-01-01' };
        const points = async () => {
          const query = LifecyclePeopleQuery.parse(asked);
          const buckets = bucketsTouching(query, 'day');
          const rows = await rowsOf(lifecycleSql(query, buckets, feature), LIFECYCLE_COLUMNS);
          return lifecyclePoints(query, buckets, rows, 0);
        };
        const all = await points();
        const at = placeOfMost(all, ({ active, dormant }) => active + dormant);
        for (const state of ['active', 'new', 'returning', 'resurrected', 'dormant'] as const) {
          const query = LifecyclePeopleQuery.parse({ ...asked, state, date: all[at]?.start });
          const users = await listOf(statePeople(query, bucketsTouching(query, 'day'), feature));
          expect(users).toHaveLength(all[at]?.[state] ?? Number.NaN);
          if (state === 'dormant')
            expect(users).toEqual(await alone(world, async () => (await points())[at]?.dormant ?? 0));
          listed += users.length;
        }
      }),
      { numRuns: 8, seed: 84 },
    );
    expect(listed).toBeGreaterThan(20);
  }, 120_000);

  it('of a cohort are those who count when nobody else is there', async () => {
    let listed = 0;
    await fc.assert(
      fc.asyncProperty(adoptionWorlds, places, async (world, place) => {
        const feature = place === null ? null : (world.features[place] ?? null);
        await warehouse.fill(world.events);
        const asked = { ...periodOf(world), interval: 'day', periods: 3, cohort: '2026-01-01' };
        const query = RetentionPeopleQuery.parse(asked);
        const buckets = bucketsTouching(query, 'day');
        const horizon = retentionHorizon(query, buckets, world.now);
        const cohorts = async () => {
          const rows = await rowsOf(retentionSql(query, feature, horizon), RETENTION_COLUMNS);
          return triangleOf(query, buckets, rows, 1e6).cohorts;
        };
        const all = await cohorts();
        const at = placeOfMost(all, ({ size }) => size);
        for (const range of [undefined, 0, 1, 3]) {
          const cell = RetentionPeopleQuery.parse({ ...asked, cohort: all[at]?.start, range });
          const users = await listOf(cohortPeople(cell, buckets, feature, horizon));
          const count = range === undefined ? all[at]?.size : all[at]?.cells[range]?.users;
          expect(users).toHaveLength(count ?? Number.NaN);
          if (range === 1)
            expect(users).toEqual(
              await alone(world, async () => (await cohorts())[at]?.cells[1]?.users ?? 0),
            );
          listed += users.length;
        }
      }),
      { numRuns: 8, seed: 85 },
    );
    expect(listed).toBeGreaterThan(5);
  }, 120_000);
});

describe('a list', () => {
  const period = { from: '2026-03-02T00:00:00Z', to: '2026-03-09T00:00:00Z', timeZone: 'UTC' };

  it('is asked in Trino’s words', () => {
    const query = MetricPeopleQuery.parse({
      ...period,
      ...{ feature: 'a', metric: 'retention7d', breakdown: 'value', value: '1.5', cursor: "u'1" },
    });
    const { text, parameters } = peopleSql(metricPeople(query, definedFeature('a'), 20_600), query);
    expectTrinoSyntax(text);
    expect(parameters.slice(-2)).toEqual([1.5, "u'1"]);
  });

  it.each([
    [{ breakdown: 'platform' }, false],
    [{ value: 'web' }, false],
    [{ breakdown: 'platform', value: 'web', other: 'true' }, false],
    [{ breakdown: 'platform', value: '' }, true],
    [{ breakdown: 'platform', other: 'true' }, true],
    [{}, true],
  ])('of %j has a meaning: %s', (more, isGood) => {
    expect(PowerPeopleQuery.safeParse({ ...period, days: 3, ...more }).success).toBe(isGood);
  });

  it('of a day outside of the period is refused', () => {
    const stickiness = StickinessPeopleQuery.parse({ ...period, date: '2026-03-09' });
    expect(() => activePeople(stickiness, null)).toThrow(/a day of the period/);
    const lifecycle = LifecyclePeopleQuery.parse({ ...period, date: '2026-03-01', state: 'new' });
    const buckets = bucketsTouching(lifecycle, 'week');
    expect(() => statePeople(lifecycle, buckets, null)).toThrow(/a day of the period/);
    const retention = RetentionPeopleQuery.parse({ ...period, cohort: '2026-03-02', range: 60 });
    expect(() => cohortPeople(retention, buckets, null, 0)).toThrow(/below 13/);
  });
});
