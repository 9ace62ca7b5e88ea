import { describe, expect, it } from 'vitest';
import {
  comparedInWords,
  comparisonOf,
  daysBefore,
  readComparison,
  writeComparison,
} from '#lib/funnels/comparison';

const PERIOD = { from: '2024-04-09T00:00:00.000Z', to: '2024-05-10T00:00:00.000Z' };
const EMPTY = { excluded: 0, funnel: [], overallConversion: null };

describe('what an answer stands beside', () => {
  it.each([
    ['none', '0', {}, 'nothing'],
    ['previous', '1', { compare: 'previous' }, 'the period before'],
    [
      'earlier',
      'earlier',
      { compareFrom: '1970-01-01T00:00:00.000Z', compareTo: PERIOD.from },
      'everything before 9 Apr 2024',
    ],
    [
      '2024-01-04..2024-04-08',
      '2024-01-04..2024-04-08',
      { compareFrom: '2024-01-04T00:00:00.000Z', compareTo: PERIOD.from },
      '4 Jan 2024 to 8 Apr 2024',
    ],
  ])('%s is %s in a link', (comparison, text, asked, words) => {
    expect(writeComparison(comparison)).toBe(text);
    expect(readComparison(text)).toBe(comparison);
    expect(comparisonOf(comparison, PERIOD, 'UTC')).toEqual(asked);
    const period = { start: PERIOD.from, end: PERIOD.to };
    const before = { start: '2024-03-09T00:00:00.000Z', end: PERIOD.from };
    if ('compareFrom' in asked) before.start = asked.compareFrom;
    const answer = comparison === 'none' ? { period } : { period, compare: { period: before, ...EMPTY } };
    expect(comparedInWords(answer, 'UTC')).toBe(words);
  });

  it.each(['', 'later', '30d', '2024-02-02..2024-02-01'])('is not "%s"', (text) => {
    expect(readComparison(text)).toBeNull();
  });

  it('is offered as the days just before', () => {
    const before = { kind: 'custom', firstDay: '2024-03-09', lastDay: '2024-04-08' };
    expect(daysBefore(PERIOD, 'UTC')).toEqual(before);
  });

  it('is of days of the zone, also over a clock change', () => {
    // Two days of Berlin, of 23 and 24 hours; the clocks went forward on 31 March 2024.
    const period = { from: '2024-03-30T23:00:00.000Z', to: '2024-04-01T22:00:00.000Z' };
    const days = { kind: 'custom', firstDay: '2024-03-29', lastDay: '2024-03-30' };
    expect(daysBefore(period, 'Europe/Berlin')).toEqual(days);
    expect(comparisonOf('2024-03-31..2024-03-31', period, 'Europe/Berlin')).toEqual({
      compareFrom: '2024-03-30T23:00:00.000Z',
      compareTo: '2024-03-31T22:00:00.000Z',
    });
    const compare = {
      period: { start: '2024-03-28T23:00:00.000Z', end: '2024-03-29T23:00:00.000Z' },
      ...EMPTY,
    };
    const words = comparedInWords(
      { period: { start: period.from, end: period.to }, compare },
      'Europe/Berlin',
    );
    expect(words).toBe('29 Mar 2024 to 29 Mar 2024');
  });
});
