import { describe, expect, it } from 'vitest';
import { logGamma } from '#lib/stats/log-gamma';
import { proportionSequence } from '#lib/stats/proportion-sequence';
import { seeded } from '#lib/testing/seeded';

describe('ln Γ', () => {
  it.each([
    [1, 0],
    [2, 0],
    [5, Math.log(24)],
    [0.5, Math.log(Math.sqrt(Math.PI))],
    [101, 363.73937555556347],
    [1e6, 12815504.569147786],
  ])('of %f is %f', (x, expected) => {
    expect(logGamma(x)).toBeCloseTo(expected, x > 1000 ? 4 : 9);
  });
});

describe('a confidence sequence for a proportion', () => {
  it('says nothing before the first trial, and never more than it can', () => {
    expect(proportionSequence(0, 0)).toEqual([0, 1]);
    expect(proportionSequence(0, 10)[0]).toBe(0);
    expect(proportionSequence(10, 10)[1]).toBe(1);
  });

  it('ends where the martingale reaches 1/alpha: without successes (1 − p)^n (n + 1) = alpha', () => {
    const n = 500;
    const high = proportionSequence(0, n, 0.05)[1];
    expect((1 - high) ** n * (n + 1)).toBeCloseTo(0.05, 9);
  });

  it('becomes narrow as trials come in, around what was seen', () => {
    const widths = [100, 1000, 10_000, 100_000].map((trials) => {
      const [low, high] = proportionSequence(trials * 0.1, trials);
      expect(low).toBeLessThan(0.1);
      expect(high).toBeGreaterThan(0.1);
      return high - low;
    });
    expect(widths).toEqual([...widths].sort((a, b) => b - a));
    expect(widths[3]).toBeLessThan(0.01);
  });

  it('holds the truth at every look together in at least 95 of 100 runs', () => {
    const random = seeded(7);
    const runs = 400;
    let missed = 0;
    for (let run = 0; run < runs; run += 1) {
      let successes = 0;
      for (let trial = 1; trial <= 400; trial += 1) {
        if (random() < 0.2) successes += 1;
        if (trial % 10 > 0) continue;
        const [low, high] = proportionSequence(successes, trial);
        if (low > 0.2 || high < 0.2) {
          missed += 1;
          break;
        }
      }
    }
    expect(missed / runs).toBeLessThanOrEqual(0.05);
  });
});
