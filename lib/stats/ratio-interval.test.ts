import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RatioSums, ratioInterval } from '#lib/stats/ratio-interval';

function sumsOf(pairs: (readonly [number, number])[]): RatioSums {
  const sum = (of: (x: number, y: number) => number) => pairs.reduce((all, [x, y]) => all + of(x, y), 0);
  return {
    units: pairs.length,
    x: sum((x) => x),
    y: sum((_, y) => y),
    xx: sum((x) => x * x),
    xy: sum((x, y) => x * y),
    yy: sum((_, y) => y * y),
  };
}

describe('ratioInterval', () => {
  it.each<[string, [number, number][]]>([
    ['one unit', [[3, 1]]],
    [
      'nothing to divide by',
      [
        [0, 0],
        [0, 0],
      ],
    ],
  ])('has nothing to say with %s', (_, pairs) => {
    expect(ratioInterval(sumsOf(pairs))).toBeNull();
  });

  it('is the interval of a mean where each unit counts once', () => {
    // By hand: mean 4, standard deviation 2, three units: 4 ± 1.96 · 2 / √3.
    const [low, high] = ratioInterval(
      sumsOf([
        [2, 1],
        [4, 1],
        [6, 1],
      ]),
    ) ?? [0, 0];
    expect(low).toBeCloseTo(4 - 2.26317, 5);
    expect(high).toBeCloseTo(4 + 2.26317, 5);
  });

  it('has no width where all units have the same ratio, and grows with the scale', () => {
    const counts = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 900 }), (sessions, seconds) => {
        const [low, high] = ratioInterval(sumsOf(sessions.map((n) => [n * seconds, n] as const))) ?? [0, 0];
        expect(low).toBeCloseTo(seconds, 3);
        expect(high).toBeCloseTo(seconds, 3);
      }),
    );
  });

  it('holds the truth about 95 times in 100 when sessions of a user are alike', () => {
    const random = seeded(7);
    let held = 0;
    for (let round = 0; round < 400; round += 1) {
      const users = Array.from({ length: 150 }, () => {
        const own = 50 + 100 * random();
        const sessions = 1 + Math.floor(6 * random());
        const seconds = Array.from({ length: sessions }, () => own * (0.5 + random()));
        return [seconds.reduce((all, one) => all + one, 0), sessions] as const;
      });
      const [low, high] = ratioInterval(sumsOf(users)) ?? [0, 0];
      if (low <= 100 && 100 <= high) held += 1;
    }
    expect(held / 400).toBeGreaterThan(0.92);
    expect(held / 400).toBeLessThan(0.98);
  });
});

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
