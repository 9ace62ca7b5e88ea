import { describe, expect, it } from 'vitest';
import { normalSurvival } from '#lib/stats/normal';

describe('the upper tail of the normal distribution', () => {
  // scipy.stats.norm.sf
  it.each([
    [0, 0.5],
    [0.5, 0.3085375387259869],
    [1.959963984540054, 0.025],
    [2.4, 0.008197535924596131],
    [2.5, 0.006209665325776132],
    [5, 2.866515718791933e-7],
    [10, 7.61985302416047e-24],
    [30, 4.906713927148187e-198],
    [-1.959963984540054, 0.975],
  ])('beyond %d is %d', (z, expected) => {
    expect(normalSurvival(z) / expected).toBeCloseTo(1, 6);
  });

  it('never rises', () => {
    const values = Array.from({ length: 800 }, (_, index) => normalSurvival(index / 20 - 20));
    expect(values.every((value, index) => index === 0 || value <= (values[index - 1] ?? 0))).toBe(true);
  });
});
