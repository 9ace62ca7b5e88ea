import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { lastWeekOver, mondayOf, weekOf, weeksAfter } from '#lib/dashboards/iso-week';

const day = fc
  .integer({ min: -20_000, max: 60_000 })
  .map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));

describe('the week of a day', () => {
  it.each([
    ['2026-11-16', '2026-W47'],
    ['2026-11-22', '2026-W47'],
    ['2021-01-03', '2020-W53'],
    ['2024-12-30', '2025-W01'],
    ['2027-01-03', '2026-W53'],
  ])('%s is in %s', (date, week) => {
    expect(weekOf(date)).toBe(week);
  });

  it('is the one that another library finds, and its Monday leads back', () => {
    fc.assert(
      fc.property(day, (date) => {
        const theirs = DateTime.fromISO(date, { zone: 'utc' });
        expect(weekOf(date)).toBe(theirs.toFormat("kkkk-'W'WW"));
        expect(mondayOf(weekOf(date))).toBe(theirs.startOf('week').toISODate());
      }),
    );
  });
});

describe('the Monday of a week', () => {
  it.each([['2026-W54'], ['2025-W53'], ['2026-W00'], ['2026-47'], [''], ['soon']])('%s has none', (week) => {
    expect(mondayOf(week)).toBeNull();
  });

  it('is followed by the next', () => {
    expect(weeksAfter('2026-12-28', 1)).toBe('2027-01-04');
    expect(weeksAfter('2026-01-05', -1)).toBe('2025-12-29');
  });
});

describe('the last week that is over', () => {
  it.each([
    ['2026-11-22T23:59:59Z', 'UTC', '2026-W46'],
    ['2026-11-23T00:00:00Z', 'UTC', '2026-W47'],
    ['2026-11-22T23:30:00Z', 'Europe/Berlin', '2026-W47'],
    ['2026-11-23T04:00:00Z', 'America/New_York', '2026-W46'],
  ])('at %s in %s is %s', (now, zone, week) => {
    expect(lastWeekOver(new Date(now), zone)).toBe(week);
  });
});
