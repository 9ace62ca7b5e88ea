import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DailyTable, dailyTable } from '#lib/adoption/daily';
import { DAILY_COLUMNS, dailySql } from '#lib/adoption/daily-sql';
import { DailyQuery } from '#lib/adoption/schema';
import type { StoredEvent } from '#lib/core/event-store';
import { type AdoptionWorld, adoptionWorlds, calendarDay } from '#lib/testing/adoption-worlds';
import { type TableWarehouse, tableWarehouse } from '#lib/testing/table-warehouse';
import { expectTrinoSyntax } from '#lib/testing/trino-syntax';

const DAY = 86_400_000;

let warehouse: TableWarehouse;
beforeAll(async () => {
  warehouse = await tableWarehouse();
});
afterAll(() => warehouse.close());

function queryOf({ from, to, timeZone }: AdoptionWorld, feature?: string): DailyQuery {
  const period = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  return DailyQuery.parse({ ...period, timeZone, feature });
}

async function tabled(world: AdoptionWorld, query: DailyQuery, wordBits?: number): Promise<DailyTable> {
  await warehouse.fill(world.events);
  const { text, parameters } = dailySql(query, world.features, wordBits);
  const asked = { label: 'test', columns: DAILY_COLUMNS, timeoutMs: 10_000 };
  return dailyTable((await warehouse.query(text, parameters, asked)).rows, query.breakdown !== undefined);
}

function usage(events: StoredEvent[], { features }: AdoptionWorld) {
  const is = (event: StoredEvent, kind: 'use' | 'complete') => {
    const defined = features.find(({ saved }) => saved.key === event.featureName);
    return (defined?.saved.definition[kind] ?? [kind]).includes(event.eventType);
  };
  const seconds = events.filter((one) => is(one, 'use')).flatMap((one) => one.sessionDuration ?? []);
  return {
    uniqueUsers: new Set(events.map(({ userId }) => userId)).size,
    totalEvents: events.length,
    completions: events.filter((one) => is(one, 'complete')).length,
    // In tests durations are halves, so their sums are exact in any order.
    avgDuration: seconds.length === 0 ? null : seconds.reduce((sum, one) => sum + one, 0) / seconds.length,
  };
}

function groupBy<K>(events: StoredEvent[], keyOf: (event: StoredEvent) => K): Map<K, StoredEvent[]> {
  const groups = new Map<K, StoredEvent[]>();
  for (const event of events) groups.set(keyOf(event), [...(groups.get(keyOf(event)) ?? []), event]);
  return groups;
}

// Words of three days: that there are several of them must not show. Of one, some features have no room in a user's row.
const asked = fc.record({
  feature: fc.constantFrom(undefined, undefined, 'b'),
  wordBits: fc.constantFrom(undefined, 3, 1),
});

describe('the daily table', () => {
  it('has the days of the zone, and totals of the whole period', async () => {
    let daysShared = 0;
    await fc.assert(
      fc.asyncProperty(adoptionWorlds, asked, async (narrow, { feature, wordBits }) => {
        const isWide = wordBits === 1;
        const world = isWide ? { ...narrow, from: narrow.from - 20 * DAY, to: narrow.to + 20 * DAY } : narrow;
        const { rows, totals } = await tabled(world, queryOf(world, feature), wordBits);
        const inside = world.events.filter(
          ({ eventTime, featureName }) =>
            eventTime >= world.from && eventTime < world.to && (feature ?? featureName) === featureName,
        );
        const groups = groupBy(inside, (event) =>
          JSON.stringify([event.featureName, calendarDay(event.eventTime, world.timeZone)]),
        );
        expect(
          new Map(rows.map(({ feature: of, date, ...rest }) => [JSON.stringify([of, date]), rest])),
        ).toEqual(new Map([...groups].map(([key, events]) => [key, usage(events, world)])));
        const byFeature = groupBy(inside, ({ featureName }) => featureName);
        expect(new Map(totals.features.map(({ feature: of, ...rest }) => [of, rest]))).toEqual(
          new Map([...byFeature].map(([of, events]) => [of, usage(events, world)])),
        );
        expect(totals.all).toEqual(usage(inside, world));
        if (rows.reduce((sum, row) => sum + row.uniqueUsers, 0) > totals.all.uniqueUsers) daysShared += 1;
      }),
      { numRuns: 200, seed: 43 },
    );
    expect(daysShared).toBeGreaterThan(50);
  }, 60_000);

  it('begins with the newest day and the most users', () => {
    const row = (feature_name: string | null, local_day: number, users: number) => ({
      ...{ level: 'day', feature_name, local_day, part: 0, label: null, label_number: null },
      ...{ users, events: 0, completions: 0, seconds: null, timed: 0 },
    });
    const { rows } = dailyTable(
      [row('a', 1, 5), row(null, 2, 5), row('b', 2, 5), row('a', 2, 5), row('c', 2, 9)],
      false,
    );
    expect(rows.map(({ date, feature }) => [date, feature])).toEqual([
      ['1970-01-03', 'c'],
      ['1970-01-03', 'a'],
      ['1970-01-03', 'b'],
      ['1970-01-03', null],
      ['1970-01-02', 'a'],
    ]);
  });

  it('is asked in Trino’s words, pruned by day', () => {
    const query = DailyQuery.parse({ from: '2026-01-05T12:00:00Z', to: '2026-01-07T00:00:00Z' });
    expect(dailySql(query, []).text).toMatchInlineSnapshot(`
      "with targets (level, local_day, word, mask) as (values ('day', cast(20458 as bigint), 0, cast(1 as bigint)), ('day', cast(20459 as bigint), 0, cast(2 as bigint)), ('feature', cast(null as bigint), 0, cast(4611686018427387903 as bigint)), ('all', cast(null as bigint), -2, cast(4611686018427387903 as bigint))),
      wide as (select user_id from (select user_id, feature_name, (date_diff('day', date '2026-01-05', cast(dt as date)) + 20458) - 20458 as place from events where dt >= '2026-01-05' and dt <= '2026-01-06' and event_time >= timestamp '2026-01-05 12:00:00.000') as placed group by user_id),
      entries (entry, feature_name, word) as (values (0, cast(null as varchar), -2)),
      people as (select user_id, feature_name, word, case entry when 0 then cast(1 as bigint) end as days from wide cross join entries
        union all select user_id, feature_name, word, case word when 0 then days_0 end from (select user_id, feature_name, bitwise_or_agg(case when place between 0 and 61 then bitwise_left_shift(cast(1 as bigint), cast(place - 0 as integer)) else cast(0 as bigint) end) as days_0
          from (select user_id, feature_name, (date_diff('day', date '2026-01-05', cast(dt as date)) + 20458) - 20458 as place from events where dt >= '2026-01-05' and dt <= '2026-01-06' and event_time >= timestamp '2026-01-05 12:00:00.000') as placed where feature_name is null or (1 = 1) group by user_id, feature_name) as rest cross join (values (0)) as words (word)),
      alike as (select feature_name, word, days, 0 as part, cast(null as varchar) as label, cast(null as double) as label_number, count(*) as users from people where days <> 0 group by feature_name, word, days),
      told as (select user_id, feature_name, event_type, (date_diff('day', date '2026-01-05', cast(dt as date)) + 20458) as local_day, session_duration from events where dt >= '2026-01-05' and dt <= '2026-01-06' and event_time >= timestamp '2026-01-05 12:00:00.000'),
      typed as (select feature_name, event_type, local_day, 0 as part, cast(null as varchar) as label, cast(null as double) as label_number, count(*) as events, sum(session_duration) as seconds, count(session_duration) as timed
        from told group by feature_name, event_type, local_day),
      meant as (select feature_name, local_day, part, label, label_number, events, seconds, timed, case when event_type = 'use' then 1 else 0 end as is_use, case when event_type = 'complete' then 1 else 0 end as is_complete from typed)
      select 'tally' as level, feature_name, local_day, part, label, label_number, 0 as users, sum(events) as events, sum(events * is_complete) as completions,
        sum(case when is_use = 1 then seconds end) as seconds, sum(timed * is_use) as timed from meant group by feature_name, local_day, part, label, label_number
      union all
      select level, feature_name, local_day, part, label, label_number, sum(users), 0, 0, cast(null as double), 0
        from alike join targets on targets.word = alike.word and bitwise_and(days, mask) <> 0 group by level, feature_name, local_day, part, label, label_number"
    `);
    fc.assert(
      fc.property(adoptionWorlds, (world) => {
        const { text, parameters } = dailySql(queryOf(world, 'b'), world.features);
        expectTrinoSyntax(text);
        expect(text.split('?').length - 1).toBe(parameters.length);
      }),
      { numRuns: 10 },
    );
  });
});
