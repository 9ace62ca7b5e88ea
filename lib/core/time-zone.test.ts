import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayText, localDay, startOfLocalDay } from '#lib/adoption/local-day';
import { dayInZone, isTimeZone, startOfDayInZone } from '#lib/core/time-zone';
import { calendarDay, ZONES } from '#lib/testing/adoption-worlds';

const times = fc.integer({ min: Date.UTC(2005, 0, 1), max: Date.UTC(2035, 0, 1) });

describe('a day in a zone', () => {
  it.each(ZONES)('begins in %s where the server has it begin', (zone) => {
    fc.assert(
      fc.property(times, (time) => {
        const day = localDay(time, zone);
        expect(dayInZone(time, zone)).toBe(calendarDay(time, zone));
        expect(startOfDayInZone(dayText(day), zone)).toBe(startOfLocalDay(day, zone));
      }),
    );
  });

  it.each([
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z'],
    ['2026-10-26', 'Europe/Berlin', '2026-10-25T23:00:00.000Z'],
    // Midnight itself is skipped.
    ['2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
    // Midnight comes twice; the clock goes back at the first.
    ['2026-10-30', 'Africa/Cairo', '2026-10-29T22:00:00.000Z'],
    ['2026-01-01', 'Pacific/Kiritimati', '2025-12-31T10:00:00.000Z'],
  ])('%s in %s is from %s', (day, zone, start) => {
    expect(new Date(startOfDayInZone(day, zone)).toISOString()).toBe(start);
  });
});

describe('isTimeZone', () => {
  it.each(['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires'])('knows %s', (zone) => {
    expect(isTimeZone(zone)).toBe(true);
  });
  it.each(['', 'Mars/Olympus', 'Europe'])('does not know %j', (zone) => expect(isTimeZone(zone)).toBe(false));
});
