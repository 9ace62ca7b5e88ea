import { describe, expect, it } from 'vitest';
import { changePoint } from '#lib/stats/change-point';
import { binomial } from '#lib/testing/binomial';
import { seeded } from '#lib/testing/seeded';

function seriesOf(rates: number[], of: number, seed: number) {
  const random = seeded(seed);
  return rates.map((rate) => ({ of, count: binomial(random, of, rate) }));
}

const DROP = [...Array.from({ length: 10 }, () => 0.5), ...Array.from({ length: 6 }, () => 0.3)];

describe('the place of a change', () => {
  it('is the day on which the rate fell', () => {
    const series = DROP.map((rate) => ({ of: 100, count: rate * 100 }));
    expect(changePoint(series)).toEqual({ index: 10, first: 10, last: 10, difference: expect.closeTo(-0.2) });
  });

  it('may lie at several places', () => {
    // 2 of 2 and then 1 of 4 is exactly as likely as 3 of 4 and then 0 of 2.
    const found = changePoint([
      { count: 2, of: 2 },
      { count: 1, of: 2 },
      { count: 0, of: 2 },
    ]);
    expect(found).toMatchObject({ index: 1, first: 1, last: 2 });
  });

  it('lies in its range in nine of ten series, and the range is narrow where there are many', () => {
    const found = Array.from({ length: 200 }, (_, seed) => changePoint(seriesOf(DROP, 200, seed + 1)));
    const covered = found.filter((one) => one && one.first <= 10 && one.last >= 10).length;
    expect(covered).toBeGreaterThan(180);
    const wide = found.filter((one) => one && one.last - one.first > 2).length;
    expect(wide).toBeLessThan(20);
  });

  it('is nowhere where nobody is on one side', () => {
    expect(
      changePoint([
        { count: 1, of: 2 },
        { count: 0, of: 0 },
      ]),
    ).toBeNull();
    expect(changePoint([])).toBeNull();
  });
});
