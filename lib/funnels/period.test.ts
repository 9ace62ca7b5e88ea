import { describe, expect, it } from 'vitest';
import { isRange, rangeInWords, readRange, writeRange } from '#lib/funnels/period';

describe('a range in a link', () => {
  it.each([
    ['1d', 'today'],
    ['30d', 'the last 30 days'],
    ['2026-01-01..2026-01-31', '1 Jan 2026 to 31 Jan 2026'],
    ['2026-01-01..2026-01-01', '1 Jan 2026'],
  ])('%s is "%s"', (text, words) => {
    expect(isRange(text)).toBe(true);
    expect(rangeInWords(text)).toBe(words);
    expect(writeRange(readRange(text))).toBe(text);
  });

  it.each(['', '0d', 'd', '30', '2026-02-30..2026-03-01', '2026-02-02..2026-02-01', '2026-01-01..'])(
    '"%s" is none',
    (text) => {
      expect(isRange(text)).toBe(false);
    },
  );
});
