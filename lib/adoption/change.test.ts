import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeBetween } from '#lib/adoption/change';

const counted = fc
  .integer({ min: 1, max: 1_000_000 })
  .chain((of) => fc.record({ of: fc.constant(of), count: fc.integer({ min: 0, max: of }) }));

describe('the change between two proportions', () => {
  // R. G. Newcombe, Statistics in Medicine 17 (1998), p. 873, table II, method 10.
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
  ])('%i of %i against %i of %i has the published interval', (count, of, earlier, whole, low, high) => {
    const change = changeBetween({ count, of }, { count: earlier, of: whole });
    expect(change?.interval[0]).toBeCloseTo(low, 4);
    expect(change?.interval[1]).toBeCloseTo(high, 4);
  });

  it.each([
    [16, 60, 28, 52, true],
    [8, 31, 11, 21, true],
    [63, 118, 62, 107, false],
    [500, 1000, 500, 1000, false],
  ])('from %i of %i to %i of %i is more than noise: %s', (count, of, earlier, whole, expected) => {
    const change = changeBetween({ count, of }, { count: earlier, of: whole });
    expect(change?.isMoreThanNoise).toBe(expected);
  });

  it('has nothing to say about nobody', () => {
    expect(changeBetween({ count: 0, of: 0 }, { count: 1, of: 2 })).toBeNull();
    expect(changeBetween({ count: 1, of: 2 }, { count: 0, of: 0 })).toBeNull();
  });

  it('is sure of what is far beyond doubt', () => {
    const change = changeBetween({ count: 900_000, of: 1_000_000 }, { count: 100_000, of: 1_000_000 });
    expect(change?.z).toBeGreaterThan(500);
    expect(change?.pValue).toBe(0);
  });

  it('holds the difference, mirrors, and says noise just where the interval has 0', () => {
    fc.assert(
      fc.property(counted, counted, (later, earlier) => {
        const change = changeBetween(later, earlier);
        const mirrored = changeBetween(earlier, later);
        if (!change || !mirrored) throw new Error('both have somebody');
        const [low, high] = change.interval;
        expect(low).toBeLessThanOrEqual(change.difference);
        expect(high).toBeGreaterThanOrEqual(change.difference);
        expect(low).toBeGreaterThanOrEqual(-1 - 1e-12);
        expect(high).toBeLessThanOrEqual(1 + 1e-12);
        expect(mirrored.interval[0]).toBeCloseTo(-high, 12);
        expect(mirrored.z).toBeCloseTo(change.z, 6);
        if (Math.min(Math.abs(low), Math.abs(high)) > 1e-9) {
          expect(change.isMoreThanNoise).toBe(low > 0 || high < 0);
          expect(change.pValue < 0.05).toBe(change.isMoreThanNoise);
        }
      }),
    );
  });
});
