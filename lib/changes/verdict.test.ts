import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verdictOf } from '#lib/changes/verdict';
import { seeded } from '#lib/testing/seeded';

function traffic(errors: number, calls: number) {
  return { errors, calls };
}

describe('the verdict after a change', () => {
  it.each([
    ['improved', 'errors are gone', traffic(120, 1000), traffic(0, 400)],
    ['improved', 'errors fell to a tenth', traffic(300, 1000), traffic(30, 1000)],
    ['worse', 'errors came', traffic(2, 1000), traffic(80, 400)],
    ['unchanged', 'they are as many', traffic(200, 1000), traffic(210, 1000)],
    ['unchanged', 'there were none and are none', traffic(0, 5000), traffic(0, 5000)],
    ['unknown', 'a handful of calls proves nothing', traffic(120, 1000), traffic(0, 8)],
    ['unknown', 'they may have halved or not', traffic(60, 1000), traffic(2, 60)],
    ['unknown', 'the metric is missing after', traffic(120, 1000), null],
    ['unknown', 'the metric was missing before', null, traffic(0, 1000)],
    ['unknown', 'nobody called after', traffic(120, 1000), traffic(0, 0)],
    ['unknown', 'nobody called before', traffic(0, 0), traffic(0, 1000)],
  ] as const)('is %s when %s', (verdict, _, before, after) => {
    expect(verdictOf(before, after).verdict).toBe(verdict);
  });

  it('never calls silence an improvement', () => {
    const counts = fc
      .tuple(fc.nat(1000), fc.nat(1000))
      .map(([a, b]) => traffic(Math.min(a, b), Math.max(a, b)));
    fc.assert(
      fc.property(counts, fc.constantFrom(null, traffic(0, 0)), (before, after) => {
        expect(verdictOf(before, after).verdict).toBe('unknown');
      }),
    );
  });

  it('takes errors that arrived before their calls for errors of calls', () => {
    expect(verdictOf(traffic(5, 3), traffic(0, 100)).before).toMatchObject({ calls: 3, errors: 3, rate: 1 });
  });

  it('rarely sees a change where there is none, however often it looks', () => {
    const random = seeded(11);
    const runs = 300;
    let wrong = 0;
    for (let run = 0; run < runs; run += 1) {
      const before = traffic(binomial(1000, 0.1, random), 1000);
      const after = traffic(0, 0);
      for (let minute = 0; minute < 40; minute += 1) {
        after.calls += 30;
        after.errors += binomial(30, 0.1, random);
        if (['improved', 'worse'].includes(verdictOf(before, after).verdict)) {
          wrong += 1;
          break;
        }
      }
    }
    expect(wrong / runs).toBeLessThanOrEqual(0.05);
  });
});

function binomial(trials: number, p: number, random: () => number): number {
  let successes = 0;
  for (let trial = 0; trial < trials; trial += 1) if (random() < p) successes += 1;
  return successes;
}
