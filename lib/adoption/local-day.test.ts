import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayText, localDay, offsetsOf, startOfLocalDay } from '#lib/adoption/local-day';
import { calendarDay, ZONES } from '#lib/testing/adoption-worlds';

const times = fc.integer({ min: Date.UTC(2005, 0, 1), max: Date.UTC(2035, 0, 1) });

describe('the days of a zone', () => {
  it.each(ZONES)('of %s are those of its calendar, whatever its clock does', (zone) => {
    fc.assert(
      fc.property(times, fc.integer({ min: 0, max: 700 }), (from, days) => {
        const to = from + days * 86_400_000 + 1;
        const offsets = offsetsOf(from, to, zone);
        for (const time of [from, to - 1, ...offsets.flatMap(({ since }) => [since - 1, since])]) {
          if (time < from) continue;
          expect(dayText(localDay(time, zone))).toBe(calendarDay(time, zone));
          const { seconds = 0 } = offsets.findLast(({ since }) => since <= time) ?? {};
          expect(Math.floor((time + seconds * 1000) / 86_400_000)).toBe(localDay(time, zone));
        }
      }),
      { numRuns: 60 },
    );
  });

  it.each(ZONES)('of %s begin where the day before has ended', (zone) => {
    fc.assert(
      fc.property(times, (time) => {
        const start = startOfLocalDay(localDay(time, zone), zone);
        expect(start).toBeLessThanOrEqual(time);
        expect(calendarDay(start, zone)).toBe(calendarDay(time, zone));
        expect(calendarDay(start - 1, zone) < calendarDay(start, zone)).toBe(true);
      }),
    );
  });

  it.each([
    ['Europe/Berlin', '2026-03-29T01:00:00.000Z', 3600, 7200],
    ['Europe/Berlin', '2026-10-25T01:00:00.000Z', 7200, 3600],
    // Midnight itself is skipped.
    ['Africa/Cairo', '2026-04-23T22:00:00.000Z', 7200, 10_800],
    ['Australia/Lord_Howe', '2026-04-04T15:00:00.000Z', 39_600, 37_800],
  ])('change in %s at %s', (zone, time, before, after) => {
    const at = Date.parse(time);
    expect(offsetsOf(at - 40_000_000, at + 40_000_000, zone)).toEqual([
      { since: at - 40_000_000, seconds: before },
      { since: at, seconds: after },
    ]);
  });
});
