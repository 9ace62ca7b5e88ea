import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holm } from '#lib/stats/holm';

describe('holm', () => {
  // R 4.3: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") and so on.
  it.each([
    [[], []],
    [[0.04], [0.04]],
    [
      [0.01, 0.04, 0.03, 0.005],
      [0.03, 0.06, 0.06, 0.02],
    ],
    [
      [0.5, 0.6, 0.7],
      [1, 1, 1],
    ],
  ])('adjusts %j to %j', (pValues, expected) => {
    for (const [index, value] of holm(pValues).entries())
      expect(value).toBeCloseTo(expected[index] ?? -1, 12);
  });

  it('keeps the order, and is between the value itself and Bonferroni', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 }), (pValues) => {
        const adjusted = holm(pValues);
        for (const [i, p] of pValues.entries()) {
          const own = adjusted[i] ?? -1;
          expect(own).toBeGreaterThanOrEqual(p);
          expect(own).toBeLessThanOrEqual(Math.min(1, p * pValues.length));
          for (const [j, other] of pValues.entries()) {
            if (p < other) expect(own).toBeLessThanOrEqual(adjusted[j] ?? -1);
          }
        }
      }),
    );
  });
});
