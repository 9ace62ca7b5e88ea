import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localDay } from '#lib/adoption/local-day';
import { overviewOf, totalUsersOf } from '#lib/adoption/overview';
import { overviewCells, overviewSpan } from '#lib/adoption/overview-cells';
import { OVERVIEW_COLUMNS, overviewSql } from '#lib/adoption/overview-sql';
import { OverviewQuery } from '#lib/adoption/schema';
import type { StoredEvent } from '#lib/core/event-store';
import { type AdoptionWorld, adoptionWorlds, calendarDay } from '#lib/testing/adoption-worlds';
import { activityOf, intervalsOf } from '#lib/testing/reference-activity';
import { dayNumber, referenceMetrics } from '#lib/testing/reference-adoption';
import { type TableWarehouse, tableWarehouse } from '#lib/testing/table-warehouse';
import { expectTrinoSyntax } from '#lib/testing/trino-syntax';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let warehouse: TableWarehouse;
beforeAll(async () => {
  warehouse = await tableWarehouse();
});
afterAll(() => warehouse.close());

function queryOf({ from, to, timeZone }: AdoptionWorld): OverviewQuery {
  return OverviewQuery.parse({
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    timeZone,
  });
}

async function answered(world: AdoptionWorld) {
  await warehouse.fill(world.events);
  const query = queryOf(world);
  const span = overviewSpan(query, world.now);
  const { text, parameters } = overviewSql(span, query.timeZone, world.features);
  expect(text.split('?').length - 1).toBe(parameters.length);
  const asked = { label: 'test', columns: OVERVIEW_COLUMNS, timeoutMs: 10_000 };
  const { rows } = await warehouse.query(text, parameters, asked);
  const cells = overviewCells(span, query.timeZone);
  const today = localDay(world.now, query.timeZone);
  const features = overviewOf({ features: world.features, cells, today }, rows);
  return { features, total: totalUsersOf(cells, rows), span };
}

/** The period of the world, and the same part of the one before, told from the words of the definition. */
function periodsOf({ from, to, now }: AdoptionWorld) {
  const hour = now - (now % HOUR);
  const passed = hour > from && hour < to ? hour - from : to - from;
  return { own: { from, to }, before: { from: from - (to - from), to: from - (to - from) + passed } };
}

function daysOf(world: AdoptionWorld, place: number, period: { from: number; to: number }) {
  const { timeZone, now } = world;
  const feature = world.features[place] ?? null;
  const day = ({ eventTime }: StoredEvent) => calendarDay(eventTime, timeZone);
  const within = world.events.filter(({ eventTime }) => eventTime >= period.from && eventTime < period.to);
  const completed = within.filter(
    ({ featureName, eventType }) =>
      featureName === feature?.saved.key && feature.saved.definition.complete.includes(eventType),
  );
  const tries = activityOf(world.events, feature);
  return intervalsOf(period.from, period.to, timeZone, 'day').map((date) => {
    const ofDay = (events: StoredEvent[]) =>
      new Set(events.filter((one) => day(one) === date).map((one) => one.userId));
    const active = ofDay([...activityOf(within, feature).values()].flat());
    const isBack = (user: string) =>
      (tries.get(user) ?? []).some((event) => {
        const later = dayNumber(day(event)) - dayNumber(date);
        return event.eventTime >= period.from && later >= 1 && later <= 7;
      });
    return {
      date,
      totalUsers: ofDay(within).size,
      activeUsers: active.size,
      activatedUsers: [...active].filter((user) => ofDay(completed).has(user)).length,
      returnedUsers: [...active].filter(isBack).length,
      isReturnOver: dayNumber(calendarDay(now, timeZone)) > dayNumber(date) + 7,
    };
  });
}

describe('the overview', () => {
  it('counts periods and days as walking through every event does', async () => {
    const seen = { active: 0, retained: 0, days: 0, running: 0, chunks: 0 };
    await fc.assert(
      fc.asyncProperty(adoptionWorlds, fc.boolean(), async (narrow, isWide) => {
        const world = isWide ? { ...narrow, from: narrow.from - 15 * DAY, to: narrow.to + 15 * DAY } : narrow;
        const { features, total, span } = await answered(world);
        const periods = periodsOf(world);
        for (const which of ['own', 'before'] as const) {
          const period = periods[which];
          const isBefore = which === 'before';
          const side = isBefore ? 'before' : 'now';
          for (const [place, feature] of world.features.entries()) {
            const found = features.find((one) => one.feature === feature.saved.key);
            const expected = referenceMetrics({ ...world, ...period }, feature, 30, 10);
            expect(total[side]).toBe(expected.totalUsers);
            expect(found?.activeUsers[side]).toBe(expected.activeUsers);
            const { adoptionRate, activationRate, retention7d } = expected.proportions;
            expect(found?.metrics.adoption[side]).toMatchObject(adoptionRate);
            expect(found?.metrics.activation[side]).toMatchObject(activationRate);
            expect(found?.metrics.retention[side]).toMatchObject(retention7d);
            const days = found?.days.filter((day) => day.isBefore === isBefore);
            expect(days).toEqual(daysOf(world, place, period).map((day) => ({ ...day, isBefore })));
            seen.active += expected.activeUsers;
            seen.retained += retention7d.count;
            seen.days += days?.filter(({ returnedUsers }) => returnedUsers > 0).length ?? 0;
          }
        }
        if (span.beforeEnd < span.start) seen.running += 1;
        if (span.horizon - span.beforeStart > 62 * DAY) seen.chunks += 1;
      }),
      { numRuns: 80, seed: 61 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(10);
  }, 120_000);

  it('is asked in Trino’s words', () => {
    fc.assert(
      fc.property(adoptionWorlds, (world) => {
        const query = queryOf(world);
        expectTrinoSyntax(overviewSql(overviewSpan(query, world.now), query.timeZone, world.features).text);
      }),
      { numRuns: 2 },
    );
  });
});
