import { describe, expect, it } from 'vitest';
import { dateRangeLabel, periodOf } from '#lib/core/date-range';

const NOW = new Date('2026-03-02T15:04:05Z');

describe('periodOf', () => {
  it('ends the last days with the coming midnight', () => {
    expect(periodOf({ kind: 'last', days: 7 }, NOW)).toEqual({
      from: '2026-02-24T00:00:00.000Z',
      to: '2026-03-03T00:00:00.000Z',
    });
  });

  it('is the same all day long', () => {
    const range = { kind: 'last', days: 30 } as const;
    expect(periodOf(range, new Date('2026-03-02T00:00:00Z'))).toEqual(periodOf(range, NOW));
    expect(periodOf(range, new Date('2026-03-01T23:59:59Z'))).not.toEqual(periodOf(range, NOW));
  });

  it('includes both named days', () => {
    expect(periodOf({ kind: 'custom', firstDay: '2026-02-28', lastDay: '2026-02-28' }, NOW)).toEqual({
      from: '2026-02-28T00:00:00.000Z',
      to: '2026-03-01T00:00:00.000Z',
    });
  });

  it('counts the days of the zone, where today may be another and a day may have 23 hours', () => {
    const late = new Date('2026-03-29T22:30:00Z');
    expect(periodOf({ kind: 'last', days: 2 }, late, 'Europe/Berlin')).toEqual({
      from: '2026-03-28T23:00:00.000Z',
      to: '2026-03-30T22:00:00.000Z',
    });
    expect(periodOf({ kind: 'last', days: 2 }, late, 'America/New_York')).toEqual({
      from: '2026-03-28T04:00:00.000Z',
      to: '2026-03-30T04:00:00.000Z',
    });
  });
});

describe('dateRangeLabel', () => {
  it.each([
    [{ kind: 'last', days: 30 } as const, 'last 30 days'],
    [{ kind: 'last', days: 1 } as const, 'today'],
    [{ kind: 'custom', firstDay: '2026-11-01', lastDay: '2026-11-12' } as const, '1 Nov 2026 – 12 Nov 2026'],
    [{ kind: 'custom', firstDay: '2026-11-01', lastDay: '2026-11-01' } as const, '1 Nov 2026'],
  ])('%#', (range, label) => expect(dateRangeLabel(range)).toBe(label));
});
