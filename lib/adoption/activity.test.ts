import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bucketsTouching } from '#lib/adoption/bucket';
import type { DefinedFeature } from '#lib/adoption/kinds';
import {
  LIFECYCLE_COLUMNS,
  type LifecyclePoint,
  lifecyclePoints,
  lifecycleSql,
} from '#lib/adoption/lifecycle';
import { localDay } from '#lib/adoption/local-day';
import { triangleOf } from '#lib/adoption/retention';
import { RETENTION_COLUMNS, retentionHorizon, retentionSql } from '#lib/adoption/retention-sql';
import { LifecycleQuery, RetentionQuery, StickinessQuery } from '#lib/adoption/schema';
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
import {
  type AdoptionWorld,
  adoptionWorlds,
  calendarDay,
  definedFeature,
} from '#lib/testing/adoption-worlds';
import { activityOf, intervalOf, intervalsOf, later } from '#lib/testing/reference-activity';
import { dayNumber } from '#lib/testing/reference-adoption';
import { type TableWarehouse, tableWarehouse } from '#lib/testing/table-warehouse';
import { expectTrinoSyntax } from '#lib/testing/trino-syntax';

let warehouse: TableWarehouse;
beforeAll(async () => {
  warehouse = await tableWarehouse();
});
afterAll(() => warehouse.close());

async function asked<C extends Columns>({ text, parameters }: Fragment, columns: C): Promise<Row<C>[]> {
  expect(text.split('?').length - 1).toBe(parameters.length);
  return (await warehouse.query(text, parameters, { label: 'test', columns, timeoutMs: 10_000 })).rows;
}

function periodOf({ from, to, timeZone }: AdoptionWorld) {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString(), timeZone };
}

const intervals = fc.constantFrom('day' as const, 'week' as const, 'month' as const);
const places = fc.constantFrom(null, 0, 1);

function featureAt({ features }: AdoptionWorld, place: number | null): DefinedFeature | null {
  return place === null ? null : (features[place] ?? null);
}

describe('stickiness', () => {
  it('counts the users of each day, week and 28 days as looking at each does', async () => {
    let busy = 0;
    await fc.assert(
      fc.asyncProperty(adoptionWorlds, places, async (world, place) => {
        await warehouse.fill(world.events);
        const feature = featureAt(world, place);
        const query = StickinessQuery.parse(periodOf(world));
        const points = stickinessPoints(
          query,
          await asked(stickinessSql(query, feature), STICKINESS_COLUMNS),
        );
        const days = [...activityOf(world.events, feature).values()].map(
          (events) =>
            new Set(events.map(({ eventTime }) => dayNumber(calendarDay(eventTime, world.timeZone)))),
        );
        const usersIn = (first: number, last: number) =>
          days.filter((own) => [...own].some((day) => day >= first && day <= last)).length;
        const expected = intervalsOf(world.from, world.to, world.timeZone, 'day').map((date) => {
          const day = dayNumber(date);
          return {
            date,
            daily: usersIn(day, day),
            weekly: usersIn(day - 6, day),
            monthly: usersIn(day - 27, day),
          };
        });
        expect(points.map(({ date, daily, weekly, monthly }) => ({ date, daily, weekly, monthly }))).toEqual(
          expected,
        );
        for (const { daily, monthly, dailyPerMonthly } of points) {
          expect(dailyPerMonthly).toBe(monthly === 0 ? null : daily / monthly);
          if (daily > 0 && daily < monthly) busy += 1;
        }

        const last = dayNumber(expected.at(-1)?.date ?? '');
        const curve = curvePoints(await asked(curveSql(query, feature), CURVE_COLUMNS));
        const used = days.map((own) => [...own].filter((day) => day > last - 28 && day <= last).length);
        expect(curve.map(({ users }) => users)).toEqual(
          Array.from({ length: 28 }, (_, index) => used.filter((count) => count === index + 1).length),
        );
      }),
      { numRuns: 200, seed: 51 },
    );
    expect(busy).toBeGreaterThan(100);
  }, 60_000);
});

describe('the life cycle', () => {
  it('sorts users as their history says, and sums exactly', async () => {
    const totals = { new: 0, returning: 0, resurrected: 0, dormant: 0 };
    await fc.assert(
      fc.asyncProperty(adoptionWorlds, places, intervals, async (world, place, interval) => {
        await warehouse.fill(world.events);
        const feature = featureAt(world, place);
        const query = LifecycleQuery.parse({ ...periodOf(world), interval });
        const buckets = bucketsTouching(query, interval);
        const today = localDay(world.now, world.timeZone);
        const rows = await asked(lifecycleSql(query, buckets, feature), LIFECYCLE_COLUMNS);
        const points = lifecyclePoints(query, buckets, rows, today);
        const histories = [...activityOf(world.events, feature).values()].map((events) =>
          events.map(({ eventTime }) => intervalOf(calendarDay(eventTime, world.timeZone), interval)),
        );
        const present = intervalOf(calendarDay(world.now, world.timeZone), interval);
        const expected = intervalsOf(world.from, world.to, world.timeZone, interval).map(
          (start): LifecyclePoint => {
            const before = later(start, interval, -1);
            const active = histories.filter((own) => own.includes(start));
            const returning = active.filter((own) => own.includes(before)).length;
            const fresh = active.filter((own) => own[0] === start).length;
            return {
              start,
              active: active.length,
              new: fresh,
              returning,
              resurrected: active.length - returning - fresh,
              dormant: histories.filter((own) => own.includes(before) && !own.includes(start)).length,
              isComplete: start < present,
            };
          },
        );
        expect(points).toEqual(expected);
        for (const [index, point] of points.entries()) {
          expect(point.new + point.returning + point.resurrected).toBe(point.active);
          const previous = points[index - 1];
          if (previous) expect(point.returning + point.dormant).toBe(previous.active);
          for (const name of ['new', 'returning', 'resurrected', 'dormant'] as const)
            totals[name] += point[name];
        }
      }),
      { numRuns: 150, seed: 52 },
    );
    expect(Math.min(...Object.values(totals))).toBeGreaterThan(50);
  }, 60_000);
});

const ways = fc.constantFrom(
  { mode: 'on', periods: 3 },
  { mode: 'on_or_after', periods: 3 },
  { mode: 'bracket', brackets: '0-0,1-2,2-5' },
);

describe('retention', () => {
  it('is the triangle that following each user gives', async () => {
    let returned = 0;
    let open = 0;
    await fc.assert(
      fc.asyncProperty(
        adoptionWorlds,
        places,
        intervals,
        ways,
        fc.constantFrom('first_use', 'first_seen'),
        async (world, place, interval, way, start) => {
          await warehouse.fill(world.events);
          const feature = featureAt(world, place);
          const query = RetentionQuery.parse({ ...periodOf(world), interval, ...way, start });
          const buckets = bucketsTouching(query, interval);
          // Nothing happens after the present.
          const now = Math.max(world.now, ...world.events.map(({ eventTime }) => eventTime));
          const horizon = retentionHorizon(query, buckets, now);
          // Words of five intervals: that there are several of them must not show.
          const wordBits = world.events.length % 2 === 0 ? 5 : undefined;
          const rows = await asked(retentionSql(query, feature, horizon, wordBits), RETENTION_COLUMNS);
          const { ranges, cohorts, curve } = triangleOf(query, buckets, rows, localDay(now, world.timeZone));
          const dated = (events: Map<string, { eventTime: number }[]>, user: string) =>
            (events.get(user) ?? []).map(({ eventTime }) =>
              intervalOf(calendarDay(eventTime, world.timeZone), interval),
            );
          const uses = activityOf(world.events, feature);
          const begins = start === 'first_seen' ? activityOf(world.events, null) : uses;
          const present = intervalOf(calendarDay(now, world.timeZone), interval);
          const expected = intervalsOf(world.from, world.to, world.timeZone, interval).map((cohort) => {
            const members = [...begins].filter(
              ([user, [first]]) =>
                (first?.eventTime ?? 0) >= world.from &&
                (first?.eventTime ?? world.to) < world.to &&
                dated(begins, user)[0] === cohort,
            );
            const cells = ranges.map(({ first, last }) => {
              const opens = later(cohort, interval, first);
              const closes = later(cohort, interval, last ?? 500);
              if (opens > present) return null;
              const users = members.filter(([user]) =>
                dated(uses, user).some((one) => one >= opens && one <= closes),
              ).length;
              const isComplete = later(cohort, interval, last ?? first) < present;
              if (first > 0) returned += users;
              if (!isComplete) open += 1;
              return { users, rate: members.length === 0 ? null : users / members.length, isComplete };
            });
            return { start: cohort, size: members.length, cells };
          });
          expect(cohorts).toEqual(expected);
          for (const [index, point] of curve.entries()) {
            const complete = expected.filter(({ cells }) => cells[index]?.isComplete);
            expect(point).toMatchObject({
              count: complete.reduce((sum, { cells }) => sum + (cells[index]?.users ?? 0), 0),
              of: complete.reduce((sum, { size }) => sum + size, 0),
            });
            expect(point.of + point.pending).toBe(expected.reduce((sum, { size }) => sum + size, 0));
          }
        },
      ),
      { numRuns: 120, seed: 53 },
    );
    expect(returned).toBeGreaterThan(30);
    expect(open).toBeGreaterThan(30);
  }, 90_000);

  it.each([
    [{ mode: 'bracket' }, false],
    [{ mode: 'on', brackets: '1-2' }, false],
    [{ mode: 'bracket', brackets: '3-2' }, false],
    [{ mode: 'bracket', brackets: '1-3,4-9' }, true],
  ])('%j has a meaning: %s', (more, isGood) => {
    const period = { from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' };
    expect(RetentionQuery.safeParse({ ...period, ...more }).success).toBe(isGood);
  });
});

describe('the texts', () => {
  const period = { from: '2026-03-01T00:00:00Z', to: '2026-03-08T00:00:00Z', timeZone: 'UTC' };
  const stickiness = StickinessQuery.parse(period);
  const lifecycle = LifecycleQuery.parse({ ...period, interval: 'month' });
  const retention = RetentionQuery.parse({ ...period, mode: 'bracket', brackets: '1-3,4-7' });
  const feature = definedFeature('a');
  const end = Date.parse('2026-05-04T00:00:00Z');
  it.each([
    ['stickiness', stickinessSql(stickiness, feature)],
    ['power curve', curveSql(stickiness, null)],
    ['life cycle', lifecycleSql(lifecycle, bucketsTouching(lifecycle, 'month'), null)],
    ['retention', retentionSql(retention, feature, end)],
  ])('of %s are Trino’s, pruned by day', (_, { text }) => {
    expectTrinoSyntax(text);
    expect(text).toMatchSnapshot();
  });
});

describe('a period with too many intervals', () => {
  it('is refused', () => {
    const query = { from: '2020-01-01T00:00:00Z', to: '2026-01-01T00:00:00Z', timeZone: 'UTC' };
    expect(() => bucketsTouching(query, 'day')).toThrow(/more than 1000 days/);
    expect(bucketsTouching(query, 'month').last - bucketsTouching(query, 'month').first).toBe(71);
  });
});
