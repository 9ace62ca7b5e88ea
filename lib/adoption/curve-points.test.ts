import { describe, expect, it } from 'vitest';
import { curvePoints } from '#lib/adoption/curve-points';
import { proportion } from '#lib/adoption/metrics';

const RANGES = [0, 1, 2].map((n) => ({ first: n, last: n }));
const CURVE = [proportion(100, 100), proportion(30, 100), proportion(2, 9)];
const BEFORE = [proportion(50, 50), proportion(10, 50), proportion(1, 2)];
const ASKED = { curve: CURVE, ranges: RANGES, before: BEFORE, interval: 'week', hasStart: true } as const;

describe('the points of the curve', () => {
  it('stand beside those before', () => {
    expect(curvePoints(ASKED).map(({ label, value, before }) => [label, value, before])).toEqual([
      ['Week 0', 1, 1],
      ['Week 1', 0.3, 0.2],
      ['Week 2', null, null],
    ]);
  });

  it('have an interval where they have a value', () => {
    expect(curvePoints(ASKED).map(({ interval }) => interval !== null)).toEqual([true, true, false]);
  });

  it('leave out the beginning where everybody is in it, and a comparison that nobody asked for', () => {
    const points = curvePoints({ ...ASKED, before: null, hasStart: false });
    expect(points.map(({ label, before }) => [label, before])).toEqual([
      ['Week 1', null],
      ['Week 2', null],
    ]);
  });
});
