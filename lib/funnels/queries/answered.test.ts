import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAnswers } from '#lib/adapters/answers';
import type { Ctx } from '#lib/core/ctx';
import type { Role } from '#lib/core/roles';
import { funnelPeople } from '#lib/funnels/queries/funnel-people';
import { funnelResults } from '#lib/funnels/queries/funnel-results';
import { FunnelQuestion, PeopleQuestion } from '#lib/funnels/schema';
import { TEST_ADMIN } from '#lib/testing/ctx';
import { type EventWarehouse, openEventWarehouse } from '#lib/testing/event-warehouse';
import { storedEvent } from '#lib/testing/store';

const ENTERED = '2026-01-05T12:00:00.000Z';
/** Windows last an hour: this one closes with 13:00:00.000. */
const ASKED = {
  feature: 'shop',
  steps: [{ step: 'view' }, { step: 'save' }],
  from: '2026-01-05T00:00:00Z',
  to: '2026-01-06T00:00:00Z',
  windowSeconds: 3600,
};
const QUESTION = FunnelQuestion.parse(ASKED);

let place: EventWarehouse;

beforeAll(async () => {
  const early = { featureName: 'lists', eventTime: Date.parse('2026-01-05T11:50:00Z') };
  place = await openEventWarehouse([
    storedEvent('first', { eventTime: Date.parse(ENTERED) }),
    storedEvent('early', { userId: 'early', ...early }),
    storedEvent('later', { userId: 'later', featureName: 'lists', eventTime: Date.parse(ENTERED) }),
  ]);
});

afterAll(() => place.close());

/** The warehouse, and how often it was asked. */
function counted(): { warehouse: Ctx['warehouse']; times: () => number } {
  let times = 0;
  const scan: Ctx['warehouse']['scan'] = (...asked) => {
    times += 1;
    return place.warehouse.scan(...asked);
  };
  return { warehouse: { ...place.warehouse, scan }, times: () => times };
}

describe('an answer', () => {
  it('is worked out once for all who ask at once, and costs nothing when it is there already', async () => {
    const { warehouse, times } = counted();
    const shared = { warehouse, answers: openAnswers() };
    const ask = (now: string, asked = QUESTION) => funnelResults(place.ctxAt(now, shared), asked);
    const [first, second] = await Promise.all([ask('2026-01-07T09:00:01Z'), ask('2026-01-07T09:00:02Z')]);
    expect(times()).toBe(1);
    expect(first.meta).toMatchObject({ cached: false, costUsd: 0, engine: 'duckdb', dataThrough: ENTERED });
    expect(first.meta.bytesScanned).toBeGreaterThan(0);
    expect(second.meta.computedAt).toBe(first.meta.computedAt);

    // All windows have closed, so the time makes no difference any more; a name of a key does not either.
    const later = await ask('2026-02-01T00:00:00Z', FunnelQuestion.parse({ ...ASKED, order: 'ordered' }));
    expect(times()).toBe(1);
    expect(later.meta).toMatchObject({ cached: true, elapsedMs: 0, bytesScanned: 0, costUsd: 0 });
    expect(later.meta.computedAt).toBe(first.meta.computedAt);
    expect({ ...later, meta: null }).toEqual({ ...first, meta: null });

    await ask('2026-02-01T00:00:00Z', FunnelQuestion.parse({ ...ASKED, order: 'any' }));
    expect(times()).toBe(2);
  });

  it('lasts a minute while windows are open', async () => {
    const { warehouse, times } = counted();
    const shared = { warehouse, answers: openAnswers() };
    const at = async (now: string) => (await funnelResults(place.ctxAt(now, shared), QUESTION)).meta.cached;
    expect(await at('2026-01-05T12:30:00Z')).toBe(false);
    expect(await at('2026-01-05T12:30:59.999Z')).toBe(true);
    expect(await at('2026-01-05T12:31:00Z')).toBe(false);
    expect(times()).toBe(2);
  });

  it('is worked out anew when events of its days come in, and not for those of other days', async () => {
    const answers = openAnswers();
    const ask = (compare: object = {}) =>
      funnelResults(
        place.ctxAt('2026-02-01T00:00:00Z', { answers }),
        FunnelQuestion.parse({ ...ASKED, to: '2026-01-05T18:00:00Z', ...compare }),
      );
    const add = (id: string, time: string) =>
      place.add([storedEvent(id, { userId: id, eventTime: Date.parse(time) })]);
    await ask();
    await ask({ compare: 'previous' });
    await add('day-after', '2026-01-06T02:00:00Z');
    expect((await ask()).meta).toMatchObject({ cached: true, dataThrough: '2026-01-06T02:00:00.000Z' });
    // The period before is 18 hours long as well, so it lies on the day before.
    await add('day-before', '2026-01-04T20:00:00Z');
    expect((await ask()).meta.cached).toBe(true);
    const compared = await ask({ compare: 'previous' });
    expect(compared.meta.cached).toBe(false);
    expect(compared.compare?.funnel[0]?.count).toBe(1);
    await add('in-period', '2026-01-05T17:59:00Z');
    const again = await ask();
    expect(again.meta.cached).toBe(false);
    expect(again.funnel[0]?.count).toBe(2);
  });

  it.each<[Role, boolean]>([
    ['viewer', false],
    ['product', true],
    ['engineer', true],
    ['admin', true],
  ])('shows its SQL to a %s: %s', async (role, mayRead) => {
    const actor = { ...TEST_ADMIN, role };
    const answers = openAnswers();
    for (let round = 0; round < 2; round += 1) {
      const { meta } = await funnelResults(place.ctxAt(ENTERED, { actor, answers }), QUESTION);
      expect('sql' in meta).toBe(mayRead);
      if (mayRead) expect(meta.sql).toMatch(/^select .* from events where .*\n-- parameters: \["view",/);
    }
  });
});

describe('a list', () => {
  const lists = { ...ASKED, feature: 'lists' };
  const people = (now: string, outcome: string, asOf?: string) =>
    funnelPeople(
      place.ctxAt(now),
      PeopleQuestion.parse({ ...lists, step: 2, outcome, ...(asOf === undefined ? {} : { asOf }) }),
    );

  it('equals its number however many windows close between the two', async () => {
    // The first window closes with 12:50:00.000, and answers look at the clock by the minute.
    const { funnel, meta } = await funnelResults(
      place.ctxAt('2026-01-05T12:50:59.999Z'),
      FunnelQuestion.parse(lists),
    );
    expect(funnel[1]).toMatchObject({ pending: 2, dropped: 0 });
    const later = '2026-01-05T12:51:00Z';
    expect(await people(later, 'pending')).toMatchObject({ total: 1, users: [{ userId: 'later' }] });
    expect(await people(later, 'dropped')).toMatchObject({ total: 1, users: [{ userId: 'early' }] });
    for (const now of [later, '2026-03-01T00:00:00Z']) {
      expect(await people(now, 'pending', meta.computedAt)).toMatchObject({ total: 2 });
      expect(await people(now, 'dropped', meta.computedAt)).toMatchObject({ total: 0, users: [] });
    }
  });

  it('says when it was worked out, not as of when', async () => {
    const { meta } = await people('2026-01-05T14:00:00Z', 'pending', '2026-01-05T13:00:00Z');
    expect(meta.computedAt).toBe('2026-01-05T14:00:00.000Z');
  });

  it('knows nothing of the future', async () => {
    await expect(people(ENTERED, 'pending', '2026-01-05T12:00:00.001Z')).rejects.toMatchObject({
      code: 'invalid',
      errors: [{ path: 'asOf' }],
    });
    expect(await people(ENTERED, 'pending', '2026-01-05T13:00:00+01:00')).toMatchObject({ total: 2 });
  });
});
