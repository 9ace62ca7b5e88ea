import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localDay } from '#lib/adoption/local-day';
import { type FeatureMetrics, metricsOf } from '#lib/adoption/metrics';
import { METRICS_COLUMNS, metricsSql } from '#lib/adoption/metrics-sql';
import type { RateName } from '#lib/adoption/rate-definitions';
import { AdoptionQuery } from '#lib/adoption/schema';
import { type AdoptionWorld, adoptionWorlds, definedFeature } from '#lib/testing/adoption-worlds';
import { referenceMetrics } from '#lib/testing/reference-adoption';
import { storedEvent } from '#lib/testing/store';
import { type TableWarehouse, tableWarehouse } from '#lib/testing/table-warehouse';
import { expectTrinoSyntax } from '#lib/testing/trino-syntax';

let warehouse: TableWarehouse;
beforeAll(async () => {
  warehouse = await tableWarehouse();
});
afterAll(() => warehouse.close());

function queryOf({ from, to, timeZone }: AdoptionWorld, more: object = {}): AdoptionQuery {
  const period = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  return AdoptionQuery.parse({ ...period, timeZone, ...more });
}

async function measured(world: AdoptionWorld, query: AdoptionQuery): Promise<FeatureMetrics[]> {
  await warehouse.fill(world.events);
  const { text, parameters } = metricsSql(
    query,
    world.features,
    localDay(world.now, world.timeZone),
    // Words of five days: that there are several of them must not show.
    world.events.length % 2 === 0 ? 5 : undefined,
  );
  const asked = { label: 'test', columns: METRICS_COLUMNS, timeoutMs: 10_000 };
  const { rows } = await warehouse.query(text, parameters, asked);
  return metricsOf(world.features, rows);
}

describe('the metrics of a feature', () => {
  it('are what a walk through all events finds, in any zone and over changes of its clock', async () => {
    const seen = new Map<RateName, number>();
    let intervals = 0;
    await fc.assert(
      fc.asyncProperty(adoptionWorlds, fc.constantFrom(10, 35, 50), async (world, percent) => {
        const found = await measured(world, queryOf(world, { powerUserPercent: percent, powerUserDays: 20 }));
        for (const [index, feature] of world.features.entries()) {
          const { avgSessionDuration, avgSessionInterval, proportions, ...counts } = referenceMetrics(
            world,
            feature,
            20,
            percent,
          );
          const own = found[index];
          expect(own).toMatchObject({ ...counts, proportions });
          if (avgSessionDuration === null) expect(own?.avgSessionDuration).toBeNull();
          else expect(own?.avgSessionDuration).toBeCloseTo(avgSessionDuration, 9);
          expect(own?.avgSessionInterval === null).toBe(avgSessionInterval === null);
          for (const [end, value] of (avgSessionInterval ?? []).entries()) {
            expect(own?.avgSessionInterval?.[end]).toBeCloseTo(value, 4);
            intervals += 1;
          }
          for (const [name, { count, of }] of Object.entries(proportions)) {
            expect(own?.[name as RateName]).toBe(of === 0 ? null : count / of);
            if (count > 0 && count < of) seen.set(name as RateName, (seen.get(name as RateName) ?? 0) + 1);
          }
        }
      }),
      { numRuns: 250, seed: 41 },
    );
    // Worlds in which something happens.
    expect(seen.size).toBe(9);
    expect(intervals).toBeGreaterThan(50);
    expect(Math.min(...seen.values())).toBeGreaterThan(20);
  }, 120_000);

  it('are null, not zero, where there is nobody', async () => {
    const world = {
      events: [],
      features: [definedFeature('a')],
      from: 0,
      to: 86_400_000,
      now: 0,
      timeZone: 'UTC',
    };
    const [own] = await measured(world, queryOf(world));
    expect(own).toMatchObject({
      totalUsers: 0,
      adoptionRate: null,
      retention7d: null,
      avgSessionDuration: null,
    });
    expect(own?.proportions.adoptionRate).toEqual({
      count: 0,
      of: 0,
      rate: null,
      interval: null,
      pending: 0,
    });
  });

  it('take ties at the border of the power users in', async () => {
    const at = Date.UTC(2026, 0, 31);
    const daysOf = { u1: 3, u2: 2, u3: 2, u4: 1 };
    const events = Object.entries(daysOf).flatMap(([userId, days]) =>
      Array.from({ length: days }, (_, index) =>
        storedEvent(`${userId}/${index}`, { userId, eventTime: at - (index + 1) * 86_400_000 }),
      ),
    );
    const world = { events, features: [definedFeature('a')], from: at, to: at + 1, now: at, timeZone: 'UTC' };
    for (const [percent, people] of [
      [25, 1],
      [26, 3],
      [75, 3],
      [76, 4],
    ] as const) {
      const [own] = await measured(world, queryOf(world, { powerUserPercent: percent }));
      expect(own?.proportions.powerUserRate.of).toBe(people);
    }
  });

  it('are one text, pruned by day, with what people wrote bound', () => {
    const funnel = {
      steps: [
        { step: 'view' },
        { step: 'second', feature: 'b' },
        { step: 'x', filters: [{ property: "o'k", op: 'eq' as const, value: '?' }] },
      ],
    };
    const query = AdoptionQuery.parse({
      from: '2026-03-28T00:00:00Z',
      to: '2026-04-01T12:00:00Z',
      timeZone: 'Europe/Berlin',
    });
    const { text, parameters } = metricsSql(query, [definedFeature("a'b", {}, funnel)], 20_600);
    expect(text).toMatchInlineSnapshot(`
      "with activity as (select user_id, count(distinct cast(floor((to_unixtime(event_time) + 3600e0) / 86400e0) as bigint)) as active_days from events where dt >= '2026-02-26' and dt <= '2026-03-27' group by user_id),
      standings as (select user_id, rank() over (order by active_days desc) as standing, count(*) over () as others from activity),
      power as (select user_id from standings where (standing - 1) * 100 < others * 10),
      meanings (feature_name, event_type, place, is_view, is_use, is_complete, is_share, is_attempt) as (values (cast(? as varchar), cast(? as varchar), 0, 1, 0, 0, 0, 0), (cast(? as varchar), cast(? as varchar), 0, 0, 1, 0, 0, 1), (cast(? as varchar), cast(? as varchar), 0, 0, 0, 1, 0, 0), (cast(? as varchar), cast(? as varchar), 0, 0, 0, 0, 1, 0), (cast(? as varchar), cast(? as varchar), 0, 0, 0, 0, 1, 0), (cast(? as varchar), cast(? as varchar), 0, 0, 0, 0, 0, 1)),
      hits as (select user_id, place, cast(floor((to_unixtime(event_time) + case when event_time >= timestamp '2026-03-29 01:00:00.000' then 7200e0 else 3600e0 end) / 86400e0) as bigint) as local_day, case when event_time < timestamp '2026-04-01 12:00:00.000' then 1 else 0 end as inside, is_view, is_use, is_complete, is_share, is_attempt, session_duration
        from events join meanings on meanings.feature_name = events.feature_name and meanings.event_type = events.event_type
        where dt >= '2026-03-28' and dt <= '2026-05-01' and event_time < timestamp '2026-05-01 22:00:00.000' and (event_time < timestamp '2026-04-01 12:00:00.000' or is_attempt = 1)
        union all select user_id, 0, cast(floor((to_unixtime(event_time) + case when event_time >= timestamp '2026-03-29 01:00:00.000' then 7200e0 else 3600e0 end) / 86400e0) as bigint), case when event_time < timestamp '2026-04-01 12:00:00.000' then 1 else 0 end, 0, 0, 0, 0, 1, cast(null as double)
        from events where dt >= '2026-03-28' and dt <= '2026-05-01' and event_time < timestamp '2026-05-01 22:00:00.000' and (event_type = ? and json_extract_scalar(properties, '$["o''k"]') = ?)),
      people as (select user_id, place, sum(case when inside = 1 then is_view else 0 end) as views, sum(case when inside = 1 then is_use else 0 end) as uses, sum(case when inside = 1 then is_complete else 0 end) as completions, sum(case when inside = 1 then is_share else 0 end) as shares, sum(case when inside = 1 then is_attempt else 0 end) as tries,
          min(case when inside = 1 and is_use = 1 then local_day end) as first_use_day, max(case when inside = 1 and is_use = 1 then local_day end) as last_use_day,
          sum(case when inside = 1 and is_use = 1 then session_duration end) as seconds, count(case when inside = 1 and is_use = 1 then session_duration end) as timed,
          min(case when is_attempt = 1 then local_day end) as first_day, bitwise_or_agg(case when case when is_attempt = 1 then local_day - 20540 end between 0 and 61 then bitwise_left_shift(cast(1 as bigint), cast(case when is_attempt = 1 then local_day - 20540 end - 0 as integer)) else cast(0 as bigint) end) as tried_0
        from hits group by user_id, place),
      placed as (select people.*, case when cast((first_day - 20539) + 0 as integer) between 0 and 61 then bitwise_right_shift(tried_0, cast(cast((first_day - 20539) + 0 as integer) as integer)) else cast(0 as bigint) end as later_0 from people),
      everybody as (select distinct user_id from events where dt >= '2026-03-28' and dt <= '2026-04-01' and event_time < timestamp '2026-04-01 12:00:00.000')
      select place, 0 as part, cast(null as varchar) as label, cast(null as double) as label_number, 0 as total_users, 0 as power_users, sum(views) as views, sum(uses) as uses, sum(completions) as completions, count(case when views > 0 then 1 end) as viewers, count(case when tries > 0 then 1 end) as active, count(case when (tries > 0 and completions > 0) then 1 end) as activated, count(case when shares > 0 then 1 end) as sharers, count(case when last_use_day > first_use_day then 1 end) as repeaters, sum(seconds) as seconds, sum(timed) as timed, count(case when timed > 0 then 1 end) as timed_users, sum(seconds * seconds) as seconds_squared, sum(seconds * timed) as seconds_timed, sum(timed * timed) as timed_squared, count(case when (tries > 0 and first_day < 20593) then 1 end) as matured_7, count(case when (tries > 0 and first_day < 20593) and bitwise_and(later_0, cast(127 as bigint)) <> 0 then 1 end) as returned_7, count(case when (tries > 0 and first_day < 20570) then 1 end) as matured_30, count(case when (tries > 0 and first_day < 20570) and bitwise_and(later_0, cast(1073741823 as bigint)) <> 0 then 1 end) as returned_30, count(case when tries > 0 then power.user_id end) as active_power from placed left join power on power.user_id = placed.user_id group by place
      union all select cast(null as bigint) as place, 0 as part, cast(null as varchar) as label, cast(null as double) as label_number, count(*) as total_users, 0 as power_users, 0 as views, 0 as uses, 0 as completions, 0 as viewers, 0 as active, 0 as activated, 0 as sharers, 0 as repeaters, 0e0 as seconds, 0 as timed, 0 as timed_users, 0e0 as seconds_squared, 0e0 as seconds_timed, 0e0 as timed_squared, 0 as matured_7, 0 as returned_7, 0 as matured_30, 0 as returned_30, 0 as active_power from everybody
      union all select cast(null as bigint) as place, 0 as part, cast(null as varchar) as label, cast(null as double) as label_number, 0 as total_users, count(*) as power_users, 0 as views, 0 as uses, 0 as completions, 0 as viewers, 0 as active, 0 as activated, 0 as sharers, 0 as repeaters, 0e0 as seconds, 0 as timed, 0 as timed_users, 0e0 as seconds_squared, 0e0 as seconds_timed, 0e0 as timed_squared, 0 as matured_7, 0 as returned_7, 0 as matured_30, 0 as returned_30, 0 as active_power from power"
    `);
    expect(parameters).toMatchInlineSnapshot(`
      [
        "a'b",
        "view",
        "a'b",
        "use",
        "a'b",
        "complete",
        "a'b",
        "share",
        "a'b",
        "invite",
        "b",
        "second",
        "x",
        "?",
      ]
    `);
    expect(text.split('?').length - 1).toBe(parameters.length);
  });

  it('are asked in Trino’s words', () => {
    fc.assert(
      fc.property(adoptionWorlds, (world) => {
        expectTrinoSyntax(metricsSql(queryOf(world), world.features, 20_000).text);
      }),
      { numRuns: 10 },
    );
  });
});

describe('a period', () => {
  it.each([
    ['2026-01-02T00:00:00Z', '2026-01-01T00:00:00Z'],
    ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'],
    ['2010-01-01T00:00:00Z', '2026-01-01T00:00:00Z'],
  ])('from %s to %s is refused', (from, to) => {
    expect(AdoptionQuery.safeParse({ from, to }).success).toBe(false);
  });
});
