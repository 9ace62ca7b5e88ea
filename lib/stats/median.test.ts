import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median } from '#lib/stats/median';

describe('median', () => {
  it.each([
    [[], null],
    [[3], 3],
    [[3, 1], 2],
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[1, 1, 1, 9], 1],
  ])('of %j is %j', (values, expected) => {
    expect(median(Float64Array.from(values))).toBe(expected);
  });

  it('is what stands in the middle after sorting', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1 }), (values) => {
        const sorted = [...values].sort((a, b) => a - b);
        const middle = sorted.length >> 1;
        const expected =
          sorted.length % 2 === 1
            ? sorted[middle]
            : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
        expect(median(Float64Array.from(values))).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });
});
