import { describe, expect, it } from 'vitest';
import { periodOf, rangeInWords } from '#lib/funnels/period';

const NOW = Date.parse('2026-03-01T13:45:00Z');

describe('periodOf', () => {
  it.each([
    ['1d', '2026-03-01T00:00:00.000Z', '2026-03-02T00:00:00.000Z'],
    ['7d', '2026-02-23T00:00:00.000Z', '2026-03-02T00:00:00.000Z'],
    ['30d', '2026-01-31T00:00:00.000Z', '2026-03-02T00:00:00.000Z'],
    ['2024-02-28..2024-02-29', '2024-02-28T00:00:00.000Z', '2024-03-01T00:00:00.000Z'],
  ])('%s is from %s to %s', (range, from, to) => {
    expect(periodOf(range, NOW)).toEqual({ from, to });
  });
});

describe('rangeInWords', () => {
  it.each([
    ['1d', 'today'],
    ['30d', 'the last 30 days'],
    ['2026-01-01..2026-01-31', '1 Jan 2026 to 31 Jan 2026'],
    ['2026-01-01..2026-01-01', '1 Jan 2026'],
  ])('%s is "%s"', (range, words) => {
    expect(rangeInWords(range)).toBe(words);
  });
});
