import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openAnswers } from '#lib/adapters/answers';
import { openWarehouse } from '#lib/adapters/duckdb/open-warehouse';
import type { OpenStore } from '#lib/adapters/event-store/open-event-store';
import type { Ctx } from '#lib/core/ctx';
import type { StoredEvent } from '#lib/core/event-store';
import { getDemoState, listEventTypes, listProperties } from '#lib/events/queries';
import { eventTypesSql, propertyExamplesSql, propertyValuesSql } from '#lib/events/sql';
import { testCtx } from '#lib/testing/ctx';
import { openTestStore, storedEvent, storedIds, temporaryFolder } from '#lib/testing/store';
import { expectTrinoSyntax } from '#lib/testing/trino-syntax';

const PERIOD = { from: '2026-01-05T00:00:00Z', to: '2026-01-07T00:00:00Z' };

let data: Awaited<ReturnType<typeof temporaryFolder>>;
let store: OpenStore;
let warehouse: Awaited<ReturnType<typeof openWarehouse>>;
let ctx: Ctx;

function events(): StoredEvent[] {
  const at = (time: string) => ({ eventTime: Date.parse(time) });
  return [
    storedEvent('1', { ...at('2026-01-05T00:00:00Z'), properties: { plan: 'pro', n: 1 } }),
    storedEvent('2', { ...at('2026-01-06T23:59:59.999Z'), properties: { plan: 'free' } }),
    storedEvent('3', {
      ...at('2026-01-06T12:00:00Z'),
      featureName: null,
      properties: { plan: '', 'x y': true },
    }),
    storedEvent('4', { ...at('2026-01-06T12:00:00Z'), eventType: 'buy', featureName: 'vpr', value: 12.5 }),
    storedEvent('before', {
      ...at('2026-01-04T23:59:59.999Z'),
      eventType: 'early',
      properties: { early: 1 },
    }),
    storedEvent('after', { ...at('2026-01-07T00:00:00Z'), eventType: 'late', properties: { late: 1 } }),
  ];
}

beforeAll(async () => {
  data = await temporaryFolder();
  store = await openTestStore(data.folder);
  warehouse = await openWarehouse({ store, memory: '200MB', tempFolder: path.join(data.folder, 'tmp') });
  ctx = testCtx({ warehouse, events: store, answers: openAnswers() });
  await store.append(events());
  await vi.waitFor(async () => expect(await storedIds(store)).toHaveLength(6), { timeout: 10_000 });
});

afterAll(async () => {
  await warehouse.close();
  await store.close();
  await data.remove();
});

describe('listEventTypes', () => {
  it('counts the events of the half-open period', async () => {
    const answer = await listEventTypes(ctx, PERIOD);
    expect(answer).toMatchObject({
      total: 4,
      features: [
        { feature: 'shop', count: 2 },
        { feature: 'vpr', count: 1 },
      ],
      meta: { engine: warehouse.engine, cached: false, dataThrough: '2026-01-07T00:00:00.000Z' },
    });
    expect(answer.eventTypes.map(({ type, count, lastSeen }) => [type, count, lastSeen])).toEqual([
      ['view', 3, '2026-01-06T23:59:59.999Z'],
      ['buy', 1, '2026-01-06T12:00:00.000Z'],
    ]);
  });

  it('answers the same question again without asking', async () => {
    expect((await listEventTypes(ctx, PERIOD)).meta.cached).toBe(true);
  });

  it('stays within a feature', async () => {
    expect(await listEventTypes(ctx, { ...PERIOD, feature: 'vpr' })).toMatchObject({ total: 1 });
  });

  it('has nothing to say about an empty period', async () => {
    expect(await listEventTypes(ctx, { from: PERIOD.to, to: PERIOD.from })).toMatchObject({
      total: 0,
      eventTypes: [],
    });
  });
});

describe('listProperties', () => {
  it('finds the keys of the period', async () => {
    expect(await listProperties(ctx, PERIOD)).toMatchObject({
      properties: ['n', 'plan', 'x y'],
      detail: null,
    });
    expect(await listProperties(ctx, { ...PERIOD, feature: 'vpr' })).toMatchObject({ properties: [] });
    const ofType = await listProperties(ctx, { ...PERIOD, type: 'buy', property: 'plan' });
    expect(ofType).toMatchObject({ properties: [], detail: { missingShare: 1 } });
  });

  it.each([
    [
      'plan',
      [
        ['free', 1],
        ['pro', 1],
      ],
      0.5,
    ],
    ['x y', [['true', 1]], 0.75],
    [
      'feature',
      [
        ['shop', 2],
        ['vpr', 1],
      ],
      0.25,
    ],
    ['value', [['12.50', 1]], 0.75],
    ["no'ne", [], 1],
  ])('spreads the values of %s', async (property, values, missingShare) => {
    const { detail } = await listProperties(ctx, { ...PERIOD, property });
    expect(detail?.values.map(({ value, count }) => [value, count])).toEqual(values);
    expect(detail).toMatchObject({ property, distinct: values.length, missingShare });
  });

  it('refuses a name that cannot be asked for', async () => {
    await expect(listProperties(ctx, { ...PERIOD, property: 'a"b' })).rejects.toMatchObject({
      code: 'invalid',
    });
  });
});

describe('the demo state', () => {
  it('is known from the store', async () => {
    expect(await getDemoState(ctx)).toEqual({ present: false });
  });
});

describe('the texts', () => {
  it.each([
    ['types', eventTypesSql({ ...PERIOD, feature: 'a' })],
    ['examples', propertyExamplesSql(PERIOD)],
    ['values', propertyValuesSql(PERIOD, `nullif(json_extract_scalar(properties, '$["x y"]'), '')`, 51)],
  ])('of %s are SQL that Trino reads, with a value for each place', (_, { text, parameters }) => {
    expectTrinoSyntax(text);
    expect(text.split('?')).toHaveLength(parameters.length + 1);
  });

  it('read no day outside the period', () => {
    expect(eventTypesSql({ from: '2026-01-05T01:00:00+02:00', to: '2026-01-06T00:00:00Z' })).toMatchObject({
      fromDay: '2026-01-04',
      toDay: '2026-01-05',
      parameters: ['2026-01-04', '2026-01-05', '2026-01-04 23:00:00.000', '2026-01-06 00:00:00.000'],
    });
  });
});
