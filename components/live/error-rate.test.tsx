import { describe, expect, it } from 'vitest';
import { errorRates, recentTraffic, thinMinutes } from '#components/live/error-rate';

function point(calls: number | null, errors: number | null, p95Ms: number | null = null) {
  return { at: '2026-03-02T09:00:00.000Z', calls, errors, p95Ms };
}

describe('recent traffic', () => {
  it.each([
    ['nothing measured', [point(null, null)], null],
    ['nobody called', [point(0, 0)], { calls: 0, errors: 0, rate: null, p95Ms: null }],
    [
      'minutes together',
      [point(10, 1, 80), point(30, 3, 90)],
      { calls: 40, errors: 4, rate: 0.1, p95Ms: 90 },
    ],
    [
      'an empty minute at the end',
      [point(10, 1, 80), point(null, null)],
      { calls: 10, errors: 1, rate: 0.1, p95Ms: 80 },
    ],
    [
      'the last five alone',
      [point(100, 100), ...Array.from({ length: 5 }, () => point(10, 0, 50))],
      { calls: 50, errors: 0, rate: 0, p95Ms: 50 },
    ],
  ])('of %s', (_, points, expected) => {
    expect(recentTraffic(points)).toEqual(expected);
  });

  it('has no rate for a minute without calls', () => {
    expect(errorRates([point(10, 1), point(0, 0), point(null, null)])).toEqual([0.1, null, null]);
  });

  it('counts minutes with few calls, or none measured, as too thin', () => {
    const minute = (at: string, calls: number | null) => ({ ...point(calls, 0), at });
    const points = [minute('a', 20), minute('b', 19), minute('c', 0), minute('d', null), minute('e', 500)];
    expect([...thinMinutes(points)]).toEqual(['b', 'c', 'd']);
  });
});
