import { describe, expect, it } from 'vitest';
import {
  formatClock,
  formatDay,
  formatExact,
  formatMinute,
  formatRelative,
  formatSecond,
} from '#lib/core/format-time';

const NOW = new Date('2026-03-10T12:00:00Z');

describe('formatRelative', () => {
  it.each([
    ['2026-03-10T12:00:00Z', 'just now'],
    ['2026-03-10T11:59:01Z', 'just now'],
    ['2026-03-10T11:48:00Z', '12 min ago'],
    ['2026-03-10T11:00:01Z', '59 min ago'],
    ['2026-03-10T08:10:00Z', '3 h ago'],
    ['2026-03-09T12:00:01Z', '23 h ago'],
    ['2026-03-09T12:00:00Z', '9 Mar 2026, 12:00 UTC'],
    ['2026-03-10T12:00:30Z', 'in less than a minute'],
    ['2026-03-10T15:30:00Z', 'in 3 h'],
    ['2026-06-08T12:00:00Z', '8 Jun 2026, 12:00 UTC'],
    [null, 'no data'],
  ])('words %s as %s', (at, text) => expect(formatRelative(at, NOW)).toBe(text));
});

describe('exact times', () => {
  it('are short in a list that names day and zone', () => {
    expect(formatSecond('2026-11-23T00:05:09.900Z')).toBe('00:05:09');
    expect(formatSecond(null)).toBe('no data');
  });

  it('name their zone', () => {
    expect(formatExact('2026-11-23T14:05:09Z')).toBe('23 Nov 2026, 14:05:09 UTC');
    expect(formatMinute('2026-11-23T00:05:09Z')).toBe('23 Nov 2026, 00:05 UTC');
    expect(formatClock('2026-11-23T00:05:09Z')).toBe('00:05 UTC');
    expect(formatClock(null)).toBe('no data');
    expect(formatExact('2026-11-23T14:05:09Z', 'Europe/Berlin')).toBe('23 Nov 2026, 15:05:09 CET');
  });

  it('fall on the day of their zone', () => {
    expect(formatDay('2026-11-23T23:30:00Z')).toBe('23 Nov 2026');
    expect(formatDay('2026-11-23T23:30:00Z', 'Asia/Tokyo')).toBe('24 Nov 2026');
    expect(formatDay(null)).toBe('no data');
  });
});
