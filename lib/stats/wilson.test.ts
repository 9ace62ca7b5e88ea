import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilson } from '#lib/stats/wilson';

describe('wilson', () => {
  // R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998), table I.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('gives the published interval of %i in %i', (successes, total, lower, upper) => {
    const [low, high] = wilson(successes, total) ?? [Number.NaN, Number.NaN];
    expect(low).toBeCloseTo(lower, 4);
    expect(high).toBeCloseTo(upper, 4);
  });

  it('has nothing to say about nobody', () => {
    expect(wilson(0, 0)).toBeNull();
  });

  it('holds the rate, lies within [0, 1] and mirrors', () => {
    const counts = fc
      .integer({ min: 1, max: 1_000_000 })
      .chain((total) => fc.tuple(fc.integer({ min: 0, max: total }), fc.constant(total)));
    fc.assert(
      fc.property(counts, ([successes, total]) => {
        const [low, high] = wilson(successes, total) ?? [2, -1];
        const [mirroredLow, mirroredHigh] = wilson(total - successes, total) ?? [2, -1];
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(successes / total);
        expect(high).toBeGreaterThanOrEqual(successes / total);
        expect(mirroredLow).toBeCloseTo(1 - high, 12);
        expect(mirroredHigh).toBeCloseTo(1 - low, 12);
      }),
    );
  });
});
