import { describe, expect, it } from 'vitest';
import { type Counted, changeBetween } from '#lib/adoption/change';
import { type Comparison, findingsOf } from '#lib/adoption/headline-finding';
import { explainingSegment, type Split } from '#lib/adoption/headline-segment';
import { binomial } from '#lib/testing/binomial';
import { seeded } from '#lib/testing/seeded';

function comparison(feature: string, now: [number, number], before: [number, number]): Comparison {
  const later = { count: now[0], of: now[1] };
  const earlier = { count: before[0], of: before[1] };
  return {
    subject: { kind: 'feature', feature, name: feature, metric: 'activation' },
    now: later,
    before: earlier,
    change: changeBetween(later, earlier),
  };
}

/** A Monday on which twelve features and five funnels are looked at, of all sizes, and one of them may have moved. */
function monday(seed: number, moved: number): Comparison[] {
  const random = seeded(seed);
  return Array.from({ length: 12 * 3 + 5 * 3 }, (_, index) => {
    const of = Math.round(50 * 20 ** random());
    const rate = 0.05 + 0.9 * random();
    const drawn = (people: number, chance: number): [number, number] => [
      binomial(random, people, chance),
      people,
    ];
    return index === 0
      ? comparison('moved', drawn(1500, 0.5 - moved), drawn(1500, 0.5))
      : comparison(`same-${index}`, drawn(of, rate), drawn(of, rate));
  });
}

describe('the finding', () => {
  it('is none on nineteen of twenty Mondays on which nothing changed', () => {
    const verdicts = Array.from({ length: 200 }, (_, seed) => findingsOf(monday(seed + 1, 0)).verdict);
    expect(verdicts.filter((verdict) => verdict === 'changed').length).toBeLessThanOrEqual(10);
    // Without the correction there would be one on nearly every Monday.
    const noisy = Array.from({ length: 100 }, (_, seed) =>
      monday(seed + 1, 0).some(({ change }) => change?.isMoreThanNoise),
    );
    expect(noisy.filter(Boolean).length).toBeGreaterThan(80);
  });

  it('is what did change', () => {
    const found = Array.from(
      { length: 100 },
      (_, seed) => findingsOf(monday(seed + 1, 0.1)).changed[0]?.subject,
    );
    const right = found.filter((subject) => subject?.kind === 'feature' && subject.feature === 'moved');
    expect(right.length).toBeGreaterThan(56);
  });

  it.each([
    ['a handful of people', [comparison('a', [9, 10], [1, 10])], 'too_few', 0],
    ['nobody', [], 'too_few', 0],
    [
      'half a point of a million',
      [comparison('a', [505_000, 1_000_000], [500_000, 1_000_000])],
      'nothing',
      1,
    ],
    ['ten points of a thousand', [comparison('a', [400, 1000], [500, 1000])], 'changed', 1],
  ] as const)('of %s is said as such', (_, comparisons, verdict, compared) => {
    expect(findingsOf(comparisons)).toMatchObject({ verdict, compared });
  });
});

const SHARES = { desktop: 0.57, mobile: 0.35, tablet: 0.08 };

/** Rates by platform and by an unrelated property, before and after a fall of `fall(platform)`. */
function splits(seed: number, fall: (platform: string) => number): Split[] {
  const random = seeded(seed);
  const split = (property: string, value: string, people: number, lost: number): Split => ({
    property,
    value,
    before: { of: people, count: binomial(random, people, 0.5) },
    now: { of: people, count: binomial(random, people, 0.5 - lost) },
  });
  const mean = Object.entries(SHARES).reduce((sum, [name, share]) => sum + share * fall(name), 0);
  return [
    ...Object.entries(SHARES).map(([name, share]) =>
      split('platform', name, Math.round(3000 * share), fall(name)),
    ),
    ...['free', 'pro', 'team'].map((plan) => split('plan', plan, 1000, mean)),
  ];
}

function named(seed: number, fall: (platform: string) => number): string | null {
  const all = splits(seed, fall).filter(({ property }) => property === 'platform');
  const sum = (side: 'now' | 'before') => ({
    count: all.reduce((total, one) => total + one[side].count, 0),
    of: all.reduce((total, one) => total + one[side].of, 0),
  });
  return explainingSegment(whole(sum('now'), sum('before')), splits(seed, fall))?.value ?? null;
}

function whole(now: Counted, before: Counted) {
  const change = changeBetween(now, before);
  if (!change) throw new Error('there is somebody');
  return { now, before, change };
}

describe('the segment', () => {
  const SEEDS = Array.from({ length: 200 }, (_, index) => index + 1);

  it('is the one in which it happened', () => {
    const found = SEEDS.map((seed) => named(seed, (platform) => (platform === 'mobile' ? 0.2 : 0)));
    expect(found.filter((value) => value === 'mobile').length).toBeGreaterThan(170);
    expect(found.filter((value) => value !== 'mobile' && value !== null).length).toBeLessThan(5);
  });

  it('is none where everybody is in it', () => {
    const everybody = whole({ count: 200, of: 1000 }, { count: 500, of: 1000 });
    const only = { property: 'platform', value: 'web', now: everybody.now, before: everybody.before };
    expect(explainingSegment(everybody, [only])).toBeNull();
  });

  it('is none where all fell alike', () => {
    const found = SEEDS.map((seed) => named(seed, () => 0.1));
    expect(found.filter((value) => value !== null).length).toBeLessThan(20);
  });

  it('is mobile where a checkout broke there and the others only wavered', () => {
    const platform = (value: string, now: [number, number], before: [number, number]): Split => ({
      property: 'platform',
      value,
      now: { count: now[0], of: now[1] },
      before: { count: before[0], of: before[1] },
    });
    const everybody = whole({ count: 87, of: 209 }, { count: 101, of: 180 });
    const found = explainingSegment(everybody, [
      platform('mobile', [16, 60], [28, 52]),
      platform('tablet', [8, 31], [11, 21]),
      platform('desktop', [63, 118], [62, 107]),
    ]);
    expect(found).toMatchObject({ value: 'mobile', rest: { now: { count: 71, of: 149 } } });
  });
});
