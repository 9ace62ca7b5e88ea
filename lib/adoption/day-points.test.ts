import { describe, expect, it } from 'vitest';
import { dayPoints, shortDay } from '#lib/adoption/day-points';

describe('the days of a chart', () => {
  it('are all days of the zone, with a day of 23 hours among them, and today is not over', () => {
    const period = { from: '2026-03-27T23:00:00Z', to: '2026-03-30T22:00:00Z', timeZone: 'Europe/Berlin' };
    expect(dayPoints(period, Date.parse('2026-03-30T10:00:00Z'))).toEqual([
      { date: '2026-03-28', start: '2026-03-27T23:00:00.000Z', isIncomplete: false },
      { date: '2026-03-29', start: '2026-03-28T23:00:00.000Z', isIncomplete: false },
      { date: '2026-03-30', start: '2026-03-29T22:00:00.000Z', isIncomplete: true },
    ]);
  });

  it('are none when the period is empty', () => {
    const period = { from: '2026-03-28T00:00:00Z', to: '2026-03-28T00:00:00Z', timeZone: 'UTC' };
    expect(dayPoints(period, 0)).toEqual([]);
  });

  it('have short names', () => expect(shortDay('2026-03-05')).toBe('5 Mar'));
});
