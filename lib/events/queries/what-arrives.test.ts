import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StoredEvent } from '#lib/core/event-store';
import { bucketStarts, intervalFor } from '#lib/events/bucket-starts';
import type { EventFilter } from '#lib/events/catalog-schema';
import { newestSql } from '#lib/events/newest-sql';
import { eventVolume } from '#lib/events/queries/event-volume';
import { latestEvents } from '#lib/events/queries/latest-events';
import { volumeSql } from '#lib/events/volume-sql';
import { type EventWarehouse, openEventWarehouse } from '#lib/testing/event-warehouse';
import { storedEvent } from '#lib/testing/store';
import { expectTrinoSyntax } from '#lib/testing/trino-syntax';

const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 0, 1);
const NOW = Date.UTC(2026, 2, 1);

/** Events of all kinds, by a generator that gives the same ones each time. */
function someEvents(): StoredEvent[] {
  let seed = 7;
  const below = (most: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % most;
  };
  return Array.from({ length: 400 }, (_, n) =>
    storedEvent(`e${n}`, {
      userId: `u${below(5)}`,
      eventType: ['view', 'use', 'buy'][below(3)] ?? 'view',
      featureName: [null, 'shop', 'vpr'][below(3)] ?? null,
      // Midnights too.
      eventTime: START + below(40) * DAY_MS + ([0, below(DAY_MS), DAY_MS - 1][below(3)] ?? 0),
      // In the last minutes, in the last day, and before.
      receivedAt: NOW - below(60) * ([60_000, 3_600_000][below(2)] ?? 0),
      properties: n % 2 ? { plan: 'pro', n } : null,
    }),
  );
}

const events = someEvents();
let world: EventWarehouse;

beforeAll(async () => {
  world = await openEventWarehouse(events);
});
afterAll(() => world.close());

const day = (n: number) => new Date(START + n * DAY_MS).toISOString();
const FILTERS: [string, EventFilter][] = [
  ['everything', { from: day(0), to: day(40) }],
  ['a few days', { from: day(3), to: day(6) }],
  ['parts of days', { from: '2026-01-05T12:00:00Z', to: '2026-01-07T12:00:00Z' }],
  ['a type', { from: day(0), to: day(40), type: 'buy' }],
  [
    'a type of a feature and a user',
    { from: day(0), to: day(40), type: 'use', feature: 'vpr', userId: 'u1' },
  ],
  ['weeks', { from: day(0), to: day(300) }],
  ['months', { from: day(-300), to: day(900) }],
  ['nothing', { from: day(50), to: day(60) }],
];

function meeting({ from, to, type, feature, userId }: EventFilter): StoredEvent[] {
  return events.filter(
    (event) =>
      event.eventTime >= Date.parse(from) &&
      event.eventTime < Date.parse(to) &&
      (type === undefined || event.eventType === type) &&
      (feature === undefined || event.featureName === feature) &&
      (userId === undefined || event.userId === userId),
  );
}

describe('eventVolume', () => {
  it.each(FILTERS)('counts as one does by hand: %s', async (_, filter) => {
    const answer = await eventVolume(world.ctxAt(NOW), filter);
    const found = meeting(filter);
    expect(answer.total).toBe(found.length);
    const ends = [...answer.starts.slice(1), '9999'];
    const within = (list: StoredEvent[]) =>
      answer.starts.map(
        (start, index) =>
          list.filter(({ eventTime }) => {
            const time = new Date(eventTime).toISOString();
            return time >= start && time < (ends[index] ?? '');
          }).length,
      );
    expect(answer.counts).toEqual(within(found));
    for (const series of answer.series) {
      const own = found.filter(
        ({ eventType, featureName }) => eventType === series.type && featureName === series.feature,
      );
      expect(series).toMatchObject({ count: own.length, counts: within(own) });
      const last = Math.max(...own.map(({ eventTime }) => eventTime));
      expect(series.lastSeen).toBe(new Date(last).toISOString());
    }
    expect(answer.series.reduce((sum, { count }) => sum + count, 0)).toBe(found.length);
    const counts = answer.series.map(({ count }) => count);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
  });
});

describe('latestEvents', () => {
  const newest = (list: StoredEvent[]) =>
    [...list].sort(
      (a, b) => b.receivedAt - a.receivedAt || b.eventTime - a.eventTime || (a.eventId < b.eventId ? -1 : 1),
    );

  it.each(FILTERS)('are those received last, whole: %s', async (_, filter) => {
    for (const limit of [1, 5, 200]) {
      const answer = await latestEvents(world.ctxAt(NOW), { ...filter, limit });
      expect(answer.events.map(({ eventId }) => eventId)).toEqual(
        newest(meeting(filter))
          .slice(0, limit)
          .map(({ eventId }) => eventId),
      );
    }
  });

  it('have all that was sent', async () => {
    const [first] = newest(meeting({ from: day(0), to: day(40), userId: 'u1' }).filter((e) => e.properties));
    const { events: found } = await latestEvents(world.ctxAt(NOW), {
      from: day(0),
      to: day(40),
      userId: 'u1',
      limit: 200,
    });
    expect(found.find(({ eventId }) => eventId === first?.eventId)).toMatchObject({
      userId: 'u1',
      type: first?.eventType,
      properties: first?.properties,
      time: new Date(first?.eventTime ?? 0).toISOString(),
      receivedAt: new Date(first?.receivedAt ?? 0).toISOString(),
    });
  });

  it('show what has just arrived', async () => {
    const ctx = world.ctxAt(NOW + 1000);
    const query = { from: day(0), to: day(60), userId: 'me', limit: 50 };
    expect((await latestEvents(ctx, query)).events).toEqual([]);
    await world.add([storedEvent('mine', { userId: 'me', eventTime: START, receivedAt: NOW })]);
    expect((await latestEvents(ctx, query)).events).toMatchObject([{ eventId: 'mine' }]);
  });
});

describe('the texts', () => {
  const filter = { from: day(0), to: day(7), type: 'a', feature: 'b', userId: 'c' };

  it.each([
    ['volume by day', volumeSql(filter, 'day')],
    ['volume by month', volumeSql(filter, 'month')],
    ['newest', newestSql({ ...filter, limit: 50 })],
    ['newest since', newestSql({ ...filter, limit: 50 }, day(6))],
  ])('of %s are SQL that Trino reads, pruned by day', (_, { text, parameters, fromDay, toDay }) => {
    expectTrinoSyntax(text);
    expect(text.split('?')).toHaveLength(parameters.length + 1);
    expect(text).toContain('dt between ? and ?');
    expect([fromDay, toDay]).toEqual(['2026-01-01', '2026-01-07']);
  });
});

describe('buckets', () => {
  it.each([
    ['2026-01-05T12:00:00Z', '2026-01-06T00:00:00Z', 'day', ['2026-01-05']],
    ['2026-01-04T00:00:00Z', '2026-01-06T00:00:00Z', 'week', ['2025-12-29', '2026-01-05']],
    ['2025-12-31T23:59:59Z', '2026-03-01T00:00:00Z', 'month', ['2025-12-01', '2026-01-01', '2026-02-01']],
    ['2026-01-05T00:00:00Z', '2026-01-05T00:00:00Z', 'day', []],
  ] as const)('from %s to %s by %s begin %s', (from, to, interval, days) => {
    const starts = bucketStarts({ from, to }, interval);
    expect(starts.map((start) => new Date(start).toISOString().slice(0, 10))).toEqual(days);
  });

  it.each([
    [100, 'day'],
    [101, 'week'],
    [771, 'month'],
  ])('of %i days are a %s long', (days, interval) => {
    expect(intervalFor({ from: day(0), to: day(days) })).toBe(interval);
  });
});
