import { describe, expect, it } from 'vitest';
import { changeBetween } from '#lib/adoption/change';
import { proportion } from '#lib/adoption/metrics';
import type { FeatureOverview } from '#lib/adoption/overview';
import { rateInWords, rateLine, usersLine } from '#lib/adoption/overview-rates';

const DAY = {
  isBefore: false,
  totalUsers: 100,
  activeUsers: 40,
  activatedUsers: 10,
  returnedUsers: 20,
  isReturnOver: true,
};

const compared = (now: [number, number, number], before: [number, number]) => {
  const [later, earlier] = [proportion(...now), proportion(...before)];
  return { now: later, before: earlier, change: changeBetween(later, earlier) };
};

const FEATURE: FeatureOverview = {
  feature: 'cv',
  name: 'CV',
  activeUsers: { now: 80, before: 40, change: null },
  metrics: {
    adoption: compared([80, 200, 0], [40, 100]),
    activation: compared([20, 80, 0], [30, 40]),
    retention: compared([20, 40, 40], [0, 0]),
  },
  days: [
    { ...DAY, date: '2026-01-01', isBefore: true },
    { ...DAY, date: '2026-01-02', activeUsers: 0, activatedUsers: 0, returnedUsers: 0 },
    { ...DAY, date: '2026-01-03', isReturnOver: false },
  ],
};

describe('the line of a rate', () => {
  it.each([
    ['adoption', { values: [0.4, 0, 0.4], earlier: 1, incompleteFrom: 3 }],
    ['activation', { values: [0.25, null, 0.25], earlier: 1, incompleteFrom: 3 }],
    ['retention', { values: [0.5, null, 0.5], earlier: 1, incompleteFrom: 2 }],
  ] as const)('of %s', (metric, line) => {
    expect(rateLine(FEATURE, metric)).toEqual(line);
  });

  it('of users counts them', () => {
    expect(usersLine(FEATURE).values).toEqual([40, 0, 40]);
  });
});

describe('a rate in words', () => {
  it.each([
    [
      'activation',
      'What. 20 of 80 users. 95% interval 16.8% to 35.5%. Before: 75.0%, 30 of 40; the change is −63.6 pp to −31.5 pp, more than noise.',
    ],
    [
      'retention',
      'What. 20 of 40 users. 95% interval 35.2% to 64.8%. 40 have days left and are not counted. Nobody to compare with before.',
    ],
  ] as const)('of %s says what it is made of', (metric, words) => {
    expect(rateInWords(FEATURE, metric, 'What.')).toBe(words);
  });
});
