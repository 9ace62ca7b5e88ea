import { describe, expect, it } from 'vitest';
import { daysBetween } from '#lib/dashboards/days-between';

describe('the days of a period', () => {
  it('are those of its zone, also where the clock changes', () => {
    const period = { from: '2026-03-27T23:00:00Z', to: '2026-03-30T22:00:00Z', timeZone: 'Europe/Berlin' };
    expect(daysBetween(period, Date.parse('2026-03-29T22:00:00Z'))).toEqual([
      { date: '2026-03-28', start: '2026-03-27T23:00:00.000Z', isOver: true },
      { date: '2026-03-29', start: '2026-03-28T23:00:00.000Z', isOver: true },
      { date: '2026-03-30', start: '2026-03-29T22:00:00.000Z', isOver: false },
    ]);
  });

  it('are whole ones, however little of them the period touches', () => {
    const period = { from: '2026-01-01T23:59:00Z', to: '2026-01-02T00:01:00Z', timeZone: 'UTC' };
    expect(daysBetween(period, 0).map(({ date }) => date)).toEqual(['2026-01-01', '2026-01-02']);
  });
});
