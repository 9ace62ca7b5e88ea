import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrokenBy } from '#lib/adoption/answers';
import { broken } from '#lib/adoption/breakdown';
import { bucketsTouching } from '#lib/adoption/bucket';
import { type DailyTable, dailyTable } from '#lib/adoption/daily';
import { DAILY_COLUMNS, dailySql } from '#lib/adoption/daily-sql';
import type { DefinedFeature } from '#lib/adoption/kinds';
import { LIFECYCLE_COLUMNS, lifecyclePoints, lifecycleSql } from '#lib/adoption/lifecycle';
import { localDay, startOfLocalDay } from '#lib/adoption/local-day';
import { metricsOf } from '#lib/adoption/metrics';
import { METRICS_COLUMNS, metricsSql } from '#lib/adoption/metrics-sql';
import { spanOf } from '#lib/adoption/metrics-tables-sql';
import { triangleOf } from '#lib/adoption/retention';
import { RETENTION_COLUMNS, retentionHorizon, retentionSql } from '#lib/adoption/retention-sql';
import {
  AdoptionQuery,
  DailyQuery,
  LifecycleQuery,
  RetentionQuery,
  StickinessQuery,
} from '#lib/adoption/schema';
import {
  CURVE_COLUMNS,
  curvePoints,
  curveSql,
  STICKINESS_COLUMNS,
  stickinessPoints,
  stickinessSpan,
  stickinessSql,
} from '#lib/adoption/stickiness';
import type { Columns, Row } from '#lib/core/warehouse';
import type { Fragment } from '#lib/funnels/fragment';
import { type AdoptionWorld, adoptionWorlds } from '#lib/testing/adoption-worlds';
import { isAttempt, referenceMetrics } from '#lib/testing/reference-adoption';
import { referenceMetricParts, referenceParts } from '#lib/testing/reference-breakdown';
import { type TableWarehouse, tableWarehouse } from '#lib/testing/table-warehouse';
import { expectTrinoSyntax } from '#lib/testing/trino-syntax';

let warehouse: TableWarehouse;
beforeAll(async () => {
  warehouse = await tableWarehouse();
});
afterAll(() => warehouse.close());

async function rowsOf<C extends Columns>({ text, parameters }: Fragment, columns: C): Promise<Row<C>[]> {
  return (await warehouse.query(text, parameters, { label: 'test', columns, timeoutMs: 10_000 })).rows;
}

interface Asked {
  world: AdoptionWorld;
  feature: DefinedFeature | null;
  breakdown: string | undefined;
}

/** A question with its answer, and with the moments between which the events lie that give each person a value. */
interface Question {
  answer: (asked: Asked) => Promise<{ breakdown?: (BrokenBy & object)[] }>;
  matching: (world: AdoptionWorld) => [number, number];
}

function periodOf({ from, to, timeZone }: AdoptionWorld, breakdown: string | undefined) {
  const period = { from: new Date(from).toISOString(), to: new Date(to).toISOString(), timeZone };
  return { ...period, breakdown };
}

const QUESTIONS: Record<string, Question> = {
  stickiness: {
    answer: async ({ world, feature, breakdown }) => {
      const query = StickinessQuery.parse(periodOf(world, breakdown));
      const rows = await rowsOf(stickinessSql(query, feature), STICKINESS_COLUMNS);
      return broken(breakdown, rows, (own) => ({ points: stickinessPoints(query, own) }));
    },
    matching: (world) => {
      const { start, end } = stickinessSpan(StickinessQuery.parse(periodOf(world, undefined)));
      return [start, end];
    },
  },
  'power curve': {
    answer: async ({ world, feature, breakdown }) => {
      const query = StickinessQuery.parse(periodOf(world, breakdown));
      const rows = await rowsOf(curveSql(query, feature), CURVE_COLUMNS);
      return broken(breakdown, rows, (own) => ({ points: curvePoints(own) }));
    },
    matching: (world) => {
      const { curveStart, end } = stickinessSpan(StickinessQuery.parse(periodOf(world, undefined)));
      return [curveStart, end];
    },
  },
  'life cycle': {
    answer: async ({ world, feature, breakdown }) => {
      const query = LifecycleQuery.parse({ ...periodOf(world, breakdown), interval: 'day' });
      const buckets = bucketsTouching(query, 'day');
      const rows = await rowsOf(lifecycleSql(query, buckets, feature), LIFECYCLE_COLUMNS);
      const today = localDay(world.now, world.timeZone);
      return broken(breakdown, rows, (own) => ({ points: lifecyclePoints(query, buckets, own, today) }));
    },
    matching: (world) => {
      const { first, end } = bucketsTouching(
        LifecycleQuery.parse({ ...periodOf(world, undefined), interval: 'day' }),
        'day',
      );
      return [startOfLocalDay(first - 1, world.timeZone), end];
    },
  },
  retention: {
    answer: async ({ world, feature, breakdown }) => {
      const query = RetentionQuery.parse({ ...periodOf(world, breakdown), interval: 'day', periods: 4 });
      const buckets = bucketsTouching(query, 'day');
      const text = retentionSql(query, feature, retentionHorizon(query, buckets, world.now));
      const today = localDay(world.now, world.timeZone);
      return broken(breakdown, await rowsOf(text, RETENTION_COLUMNS), (own) => {
        const { cohorts, curve } = triangleOf(query, buckets, own, today);
        return { cohorts, curve };
      });
    },
    matching: ({ from, to }) => [from, to],
  },
};

const properties = fc.constantFrom('platform', 'type', 'userId', 'feature');

describe.each(Object.entries(QUESTIONS))('a breakdown of %s', (_, { answer, matching }) => {
  it('gives for each value what the question gives when nobody else is there', async () => {
    let others = 0;
    await fc.assert(
      fc.asyncProperty(
        adoptionWorlds,
        fc.constantFrom(null, 0, 1),
        properties,
        async (world, place, breakdown) => {
          const feature = place === null ? null : (world.features[place] ?? null);
          const [from, to] = matching(world);
          const parts = referenceParts(
            world.events.filter(
              (event) =>
                event.eventTime >= from && event.eventTime < to && (!feature || isAttempt(event, feature)),
            ),
            breakdown,
          );
          await warehouse.fill(world.events);
          const { breakdown: found = [], ...whole } = await answer({ world, feature, breakdown });
          expect(whole).toEqual(await answer({ world, feature, breakdown: undefined }));
          for (const { value, other, ...figures } of found) {
            const part = parts.find((one) => one.value === value && one.isOther === (other ?? false));
            const own = world.events.filter(({ userId }) => part?.users.has(userId));
            await warehouse.fill(own);
            expect(figures).toEqual(await answer({ world, feature, breakdown: undefined }));
            if (other) others += 1;
          }
          // Those of a value may all lie outside of what is counted, but the order is that of the sizes.
          const places = found.map(({ value, other }) =>
            parts.findIndex((one) => one.value === value && one.isOther === (other ?? false)),
          );
          expect(places).toEqual([...places].sort((a, b) => a - b));
        },
      ),
      { numRuns: 30, seed: 71 },
    );
    expect(others).toBeGreaterThan(0);
  }, 60_000);
});

describe('a breakdown of daily usage', () => {
  it('splits every row and every total', async () => {
    let split = 0;
    await fc.assert(
      fc.asyncProperty(adoptionWorlds, properties, async (world, breakdown) => {
        const table = async (
          events: AdoptionWorld['events'],
          by: string | undefined,
        ): Promise<DailyTable> => {
          await warehouse.fill(events);
          const query = DailyQuery.parse(periodOf(world, by));
          return dailyTable(await rowsOf(dailySql(query, world.features), DAILY_COLUMNS), by !== undefined);
        };
        const whole = await table(world.events, breakdown);
        const inside = world.events.filter(
          ({ eventTime }) => eventTime >= world.from && eventTime < world.to,
        );
        for (const { value, isOther, users } of referenceParts(inside, breakdown)) {
          const own = await table(
            world.events.filter(({ userId }) => users.has(userId)),
            undefined,
          );
          const of = (rows: { breakdown?: (BrokenBy & object)[] }[]) =>
            rows.flatMap(({ breakdown: parts = [], ...row }) =>
              parts
                .filter((part) => part.value === value && (part.other ?? false) === isOther)
                .map(({ value: _, other: __, ...figures }) => ({ ...row, ...figures })),
            );
          const sorted = (rows: object[]) => rows.map((row) => JSON.stringify(row)).sort();
          expect(sorted(of(whole.rows))).toEqual(sorted(own.rows));
          expect(sorted(of(whole.totals.features))).toEqual(sorted(own.totals.features));
          expect(of([whole.totals.all])).toEqual([own.totals.all]);
          split += 1;
        }
        const withoutParts = JSON.parse(
          JSON.stringify(whole, (key, value) => (key === 'breakdown' ? undefined : value)),
        );
        expect(withoutParts).toEqual(await table(world.events, undefined));
      }),
      { numRuns: 40, seed: 72 },
    );
    expect(split).toBeGreaterThan(50);
  }, 60_000);
});

describe('a breakdown of metrics', () => {
  it('counts the people of each value alone, and power users among all', async () => {
    let powerful = 0;
    await fc.assert(
      fc.asyncProperty(adoptionWorlds, properties, async (world, breakdown) => {
        const query = AdoptionQuery.parse({ ...periodOf(world, breakdown), powerUserPercent: 35 });
        const { powerFrom } = spanOf(query);
        const today = localDay(world.now, world.timeZone);
        await warehouse.fill(world.events);
        const rows = await rowsOf(metricsSql(query, world.features, today), METRICS_COLUMNS);
        const parts = referenceMetricParts(world, breakdown, { from: powerFrom, days: 30, percent: 35 });
        const found = metricsOf(world.features, rows, breakdown);
        for (const [index, feature] of world.features.entries()) {
          const expected = parts.map(({ value, isOther, users }) => {
            const { proportions, totalUsers, featureUses } = referenceMetrics(world, feature, 30, 35, users);
            const named = isOther ? { value, other: true } : { value };
            powerful += proportions.powerUserRate.count;
            return { ...named, totalUsers, featureUses, proportions };
          });
          expect(found[index]?.breakdown).toMatchObject(expected);
          expect(found[index]?.breakdown).toHaveLength(expected.length);
        }
      }),
      { numRuns: 60, seed: 73 },
    );
    expect(powerful).toBeGreaterThan(20);
  }, 60_000);
});

describe('the texts of a breakdown', () => {
  const period = { from: '2026-03-01T00:00:00Z', to: '2026-03-08T00:00:00Z', timeZone: 'Europe/Berlin' };
  it.each(['platform', 'value', "o'k", 'type'])('by %s are Trino’s', (breakdown) => {
    const asked = { ...period, breakdown };
    const lifecycle = LifecycleQuery.parse(asked);
    const retention = RetentionQuery.parse(asked);
    for (const { text, parameters } of [
      stickinessSql(StickinessQuery.parse(asked), null),
      curveSql(StickinessQuery.parse(asked), null),
      lifecycleSql(lifecycle, bucketsTouching(lifecycle, 'week'), null),
      retentionSql(retention, null, Date.parse('2026-06-01')),
      dailySql(DailyQuery.parse(asked), []),
      metricsSql(AdoptionQuery.parse(asked), [], 20_600),
    ]) {
      expectTrinoSyntax(text);
      expect(text.split('?').length - 1).toBe(parameters.length);
    }
  });
});
