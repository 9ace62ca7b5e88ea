import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StoredEvent } from '#lib/core/event-store';
import { funnelResults } from '#lib/funnels/queries/funnel-results';
import { FunnelQuestion } from '#lib/funnels/schema';
import { type EventWarehouse, openEventWarehouse } from '#lib/testing/event-warehouse';
import { compareTexts, judgeUnits, outcomeAt } from '#lib/testing/reference-funnel';
import { storedEvent } from '#lib/testing/store';

const NOON = Date.UTC(2026, 0, 5, 12);
const NOW = Date.UTC(2026, 0, 5, 13, 30);
const PLANS = [
  'free',
  'pro',
  'team',
  'trial',
  'old',
  'beta',
  'gift',
  'partner',
  'staff',
  'school',
  'press',
  null,
];

/** Plan k has 15 - k / 2 users, so some are as frequent as others; every third of them saves. */
const events: StoredEvent[] = PLANS.flatMap((plan, index) =>
  Array.from({ length: 15 - Math.floor(index / 2) }, (_, user) => {
    const userId = `${index}-${user}`;
    const properties = plan === null ? null : { plan };
    const view = storedEvent(`${userId}-view`, { userId, properties, eventTime: NOON + user * 60_000 });
    const save = storedEvent(`${userId}-save`, {
      userId,
      properties,
      eventType: 'save',
      eventTime: NOON + user * 120_000,
    });
    return user % 3 === 0 ? [view, save] : [view];
  }).flat(),
);

const ELSEWHERE = storedEvent('elsewhere', { eventType: 'pay', featureName: 'checkout', eventTime: NOON });

let place: EventWarehouse;

beforeAll(async () => {
  place = await openEventWarehouse([...events, ELSEWHERE]);
});

afterAll(() => place.close());

function asked(changes: object): FunnelQuestion {
  return FunnelQuestion.parse({
    feature: 'shop',
    steps: [{ step: 'view' }, { step: 'save' }],
    from: '2026-01-05T00:00:00Z',
    to: '2026-01-06T00:00:00Z',
    windowSeconds: 3600,
    ...changes,
  });
}

describe('beside days that somebody chose', () => {
  it('stands what the same question says of them, value by value', async () => {
    const ctx = place.ctxAt(NOW);
    const noonOn = { from: '2026-01-05T12:06:00Z', breakdown: 'plan' };
    const chosen = { from: '2026-01-05T09:00:00Z', to: '2026-01-05T12:04:00Z' };
    const answer = await funnelResults(
      ctx,
      asked({ ...noonOn, compareFrom: chosen.from, compareTo: chosen.to }),
    );
    const { period, excluded, funnel, overallConversion, breakdown } = await funnelResults(
      ctx,
      asked({ ...noonOn, ...chosen }),
    );
    expect(answer.compare).toEqual({ period, excluded, funnel, overallConversion, breakdown });
    expect(funnel[0]?.count).toBe(PLANS.length * 4);
    expect(answer.funnel[0]?.count).toBeGreaterThan(0);
    expect(answer.funnel[0]?.count).not.toBe(funnel[0]?.count);
  });
});

describe('a breakdown by more than eight values', () => {
  it('shows the eight most frequent ones and puts the rest together', async () => {
    const question = asked({ breakdown: 'plan' });
    const { breakdown = [], funnel } = await funnelResults(place.ctxAt(NOW), question);
    const planOf = new Map(events.map(({ userId, properties }) => [userId, properties?.plan ?? null]));
    const judged = judgeUnits(events, question, NOW);
    const usersOf = (plan: unknown) => judged.filter(({ unit }) => planOf.get(unit) === plan);
    const ranked = [...PLANS].sort((a, b) => usersOf(b).length - usersOf(a).length || compareTexts(a, b));
    const rest = ranked.slice(8).flatMap(usersOf);
    expect(rest.length).toBeGreaterThan(0);
    const figures = (units: typeof judged) =>
      [1, 2].map((step) =>
        (['converted', 'pending', 'dropped'] as const).map(
          (outcome) => units.filter((one) => outcomeAt(one, question, step) === outcome).length,
        ),
      );
    expect(
      breakdown.map(({ value, other = false, funnel: steps }) => ({
        value,
        other,
        steps: steps.map(({ count, pending, dropped }) => [count, pending, dropped]),
      })),
    ).toEqual([
      ...ranked.slice(0, 8).map((value) => ({ value, other: false, steps: figures(usersOf(value)) })),
      { value: null, other: true, steps: figures(rest) },
    ]);
    for (const index of [0, 1]) {
      const sum = breakdown.reduce((total, { funnel: steps }) => total + (steps[index]?.count ?? 0), 0);
      expect(sum).toBe(funnel[index]?.count);
    }
  });

  it('has no rest where there are eight', async () => {
    const filters = [{ property: 'plan', op: 'in', value: PLANS.slice(0, 8) }];
    const { breakdown } = await funnelResults(place.ctxAt(NOW), asked({ breakdown: 'plan', filters }));
    expect(breakdown).toHaveLength(8);
    expect(breakdown?.some((one) => 'other' in one)).toBe(false);
  });
});

describe('a step that nobody has', () => {
  it.each([
    [
      'a name that nearly exists',
      { step: 'Sa-ve' },
      /^No event of the name "Sa-ve" .*; nearest: save\.$/,
      ['save'],
    ],
    [
      'a name like no other',
      { step: 'zzzzzzzzzz' },
      /^No event of the name "zzzzzzzzzz" in this period\.$/,
      [],
    ],
    ['a name of another feature', { step: 'pay' }, /none of the feature shop/, []],
    ['several names', { step: ['vew', 'safe'] }, /^No event of the name "vew" or "safe"/, ['view', 'save']],
    [
      'a filter that nothing passes',
      { step: 'save', filters: [{ property: 'plan', op: 'eq', value: 'gold' }] },
      /no run reaches this step/,
      [],
    ],
  ])('says why: %s', async (_, step, message, nearest) => {
    const { emptySteps, funnel } = await funnelResults(
      place.ctxAt(NOW),
      asked({ steps: [{ step: 'view' }, step] }),
    );
    expect(funnel[1]?.count).toBe(0);
    expect(emptySteps).toEqual([{ step: 2, message: expect.stringMatching(message), nearest }]);
  });

  it('says it of each of them, and of none that somebody has', async () => {
    const numbersOf = async (...steps: string[]) => {
      const question = asked({ steps: steps.map((step) => ({ step })) });
      const { emptySteps } = await funnelResults(place.ctxAt(NOW), question);
      return emptySteps.map(({ step }) => step);
    };
    expect(await numbersOf('nothing', 'view', 'save')).toEqual([1, 2, 3]);
    expect(await numbersOf('view', 'save')).toEqual([]);
  });

  it('looks for names in the period alone', async () => {
    const { emptySteps } = await funnelResults(
      place.ctxAt(NOW),
      asked({ from: '2025-01-01T00:00:00Z', to: '2025-01-02T00:00:00Z' }),
    );
    expect(emptySteps.map(({ nearest }) => nearest)).toEqual([[], []]);
  });
});
