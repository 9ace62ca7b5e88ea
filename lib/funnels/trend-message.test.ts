import { describe, expect, it } from 'vitest';
import { trendMessage } from '#lib/funnels/trend-message';

const point = (day: number, entered: number, completed: number, pending = 0) => ({
  start: `2026-01-0${day}T00:00:00.000Z`,
  entered,
  completed,
  conversion: entered === 0 ? null : completed / entered,
  pending,
});

describe('trendMessage', () => {
  it.each([
    [[], 'No user entered in this period.'],
    [[point(1, 5, 1), point(2, 5, 2)], 'Too few complete days with at least 10 users to see a direction.'],
    [
      [point(1, 100, 40), point(2, 100, 20), point(3, 100, 45)],
      'From 40.0% on 1 Jan 2026 to 45.0% on 3 Jan 2026; lowest 20.0% on 2 Jan 2026.',
    ],
    [
      [point(1, 100, 40), point(2, 100, 38), point(3, 100, 1, 90)],
      'From 40.0% on 1 Jan 2026 to 38.0% on 2 Jan 2026; lowest 38.0% on 2 Jan 2026. 1 day still open.',
    ],
  ])('%#', (points, message) => {
    expect(trendMessage(points, 'user', 'day')).toBe(message);
  });
});
