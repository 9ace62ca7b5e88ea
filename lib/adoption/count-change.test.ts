import { describe, expect, it } from 'vitest';
import { countChange } from '#lib/adoption/count-change';

describe('the change of a number of users', () => {
  it.each([
    [120, 100, false],
    [1200, 1000, true],
    [70, 100, true],
    [100, 100, false],
    [0, 3, false],
    [0, 10, true],
  ])('to %i from %i is more than noise: %s', (later, earlier, expected) => {
    const change = countChange(later, earlier);
    expect(change?.ratio).toBe(later / earlier);
    expect(change?.isMoreThanNoise).toBe(expected);
    const [low, high] = change?.interval ?? [2, 0];
    expect(low).toBeLessThanOrEqual(later / earlier);
    expect(high).toBeGreaterThanOrEqual(later / earlier);
  });

  it('cannot be said where nobody was', () => {
    expect(countChange(5, 0)).toBeNull();
  });

  it('mirrors', () => {
    const [low, high] = countChange(30, 20)?.interval ?? [0, 0];
    const [mirroredLow, mirroredHigh] = countChange(20, 30)?.interval ?? [0, 0];
    expect(1 / low).toBeCloseTo(mirroredHigh ?? 0, 10);
    expect(1 / (high ?? 0)).toBeCloseTo(mirroredLow, 10);
  });
});
