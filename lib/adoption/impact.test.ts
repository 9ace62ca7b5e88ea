import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IMPACT_COLUMNS } from '#lib/adoption/impact-measures';
import { impactSpan } from '#lib/adoption/impact-span';
import { impactSql } from '#lib/adoption/impact-sql';
import type { DefinedFeature } from '#lib/adoption/kinds';
import { ImpactQuery } from '#lib/adoption/schema';
import type { StoredEvent } from '#lib/core/event-store';
import { definedFeature, ZONES } from '#lib/testing/adoption-worlds';
import { isAttempt } from '#lib/testing/reference-adoption';
import { type ImpactWorld, referenceUnits, sumsOfUnits } from '#lib/testing/reference-impact';
import { storedEvent } from '#lib/testing/store';
import { type TableWarehouse, tableWarehouse } from '#lib/testing/table-warehouse';
import { expectTrinoSyntax } from '#lib/testing/trino-syntax';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FEATURES: DefinedFeature[] = [
  definedFeature('a', { conversion: { types: ['buy'] }, revenue: { types: ['buy', 'tip'] } }),
  definedFeature('a', { conversion: { types: ['buy', 'use'], feature: 'a' } }),
  definedFeature(
    'b',
    { revenue: { types: ['tip'], feature: 'b' } },
    {
      feature: 'a',
      steps: [{ step: 'view' }, { step: '*', filters: [{ property: 'platform', op: 'eq', value: 'web' }] }],
    },
  ),
];

let warehouse: TableWarehouse;
beforeAll(async () => {
  warehouse = await tableWarehouse();
});
afterAll(() => warehouse.close());

const event = fc.record({
  user: fc.integer({ min: 1, max: 40 }),
  type: fc.constantFrom('view', 'view', 'view', 'view', 'view', 'use', 'buy', 'tip'),
  feature: fc.constantFrom('a', 'a', 'b', null),
  // Whole hours in few days, so that many fall together; some long before.
  day: fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 0, max: 5 }) },
    { weight: 1, arbitrary: fc.integer({ min: -40, max: 12 }) },
  ),
  hour: fc.constantFrom(0, 5, 5, 12, 23),
  value: fc.constantFrom(null, 1, 2.5, -1),
  properties: fc.constantFrom(
    null,
    null,
    null,
    { platform: 'web' },
    { platform: 'ios', plan: 'pro' },
    { plan: '' },
  ),
});

const worlds = fc
  .record({
    anchor: fc.constantFrom(Date.UTC(2026, 2, 27), Date.UTC(2026, 9, 23)),
    timeZone: fc.constantFrom(...ZONES),
    feature: fc.constantFrom(...FEATURES),
    events: fc.array(event, { minLength: 60, maxLength: 130, size: 'max' }),
    start: fc.integer({ min: -20, max: 20 }),
    length: fc.integer({ min: 24, max: 140 }),
    followUpDays: fc.integer({ min: 1, max: 4 }),
    known: fc.integer({ min: 3, max: 12 }),
  })
  .map(({ anchor, events, start, length, followUpDays, known, timeZone, feature }) => {
    const stored = events.map((one, index) =>
      storedEvent(`e${index}`, {
        userId: `u${one.user}`,
        eventType: one.type,
        featureName: one.feature,
        eventTime: anchor + one.day * DAY + one.hour * HOUR,
        value: one.value,
        properties: one.properties,
      }),
    );
    const period = [anchor + start * HOUR, anchor + (start + length) * HOUR].map((at) =>
      new Date(at).toISOString(),
    );
    const query = ImpactQuery.parse({ from: period[0], to: period[1], timeZone, feature: 'a', followUpDays });
    return { events: stored, feature, query, observedUntil: anchor + known * DAY };
  });

interface Case {
  events: StoredEvent[];
  feature: DefinedFeature;
  query: ImpactQuery;
  observedUntil: number;
}

async function measured({ events, feature, query, observedUntil }: Case) {
  await warehouse.fill(events);
  const { text, parameters } = impactSql(feature, query.timeZone, impactSpan(query, observedUntil));
  const asked = { label: 'test', columns: IMPACT_COLUMNS, timeoutMs: 10_000 };
  const { rows } = await warehouse.query(text, parameters, asked);
  expect(rows).toHaveLength(1);
  return rows[0] ?? {};
}

function expected({ events, feature, query, observedUntil }: Case) {
  const { from, to, followedTo, horizon, followUpMs } = impactSpan(query, observedUntil);
  const world: ImpactWorld = {
    events,
    feature,
    timeZone: query.timeZone,
    from,
    to,
    followedTo,
    horizon,
    followUpMs,
  };
  const first = new Map<string, number>();
  for (const one of events.filter((each) => each.eventTime < horizon && isAttempt(each, feature))) {
    first.set(one.userId, Math.min(first.get(one.userId) ?? one.eventTime, one.eventTime));
  }
  const within = (end: number) => [...first.values()].filter((time) => time >= from && time < end).length;
  return sumsOfUnits(referenceUnits(world), { first_users: within(to), followed: within(followedTo) });
}

describe('the sums of an impact', () => {
  it('are what a walk through all events finds, in any zone and over changes of its clock', async () => {
    let matched = 0;
    let pending = 0;
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const own = await measured(world);
        const sums = expected(world);
        for (const name of Object.keys(IMPACT_COLUMNS)) {
          expect(own[name] ?? 0, name).toBeCloseTo(sums[name] ?? 0, 6);
        }
        expect(Object.keys(sums).filter((name) => !(name in IMPACT_COLUMNS))).toEqual([]);
        matched += (sums.matched ?? 0) > 0 ? 1 : 0;
        pending += (sums.first_users ?? 0) > (sums.followed ?? 0) ? 1 : 0;
      }),
      { numRuns: 30, seed: 43 },
    );
    expect(matched).toBeGreaterThan(8);
    expect(pending).toBeGreaterThan(5);
  }, 120_000);

  it('are asked in Trino’s words, with what people wrote bound', () => {
    const query = ImpactQuery.parse({
      from: '2026-03-01T00:00:00Z',
      to: '2026-04-01T00:00:00Z',
      feature: 'a',
    });
    const texts = FEATURES.map((feature) => {
      const { text, parameters } = impactSql(
        feature,
        query.timeZone,
        impactSpan(query, Date.UTC(2026, 3, 9)),
      );
      expect(text.split('?').length - 1).toBe(parameters.length);
      return text;
    });
    // The longest has all that the others have; the parser takes its time.
    expectTrinoSyntax(texts.reduce((longest, text) => (text.length > longest.length ? text : longest)));
  }, 60_000);
});
