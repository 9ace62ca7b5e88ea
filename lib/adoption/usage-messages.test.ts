import { describe, expect, it } from 'vitest';
import type { LifecyclePoint } from '#lib/adoption/lifecycle';
import { powerMessage } from '#lib/adoption/power-message';
import { statesMessage } from '#lib/adoption/states';
import type { StickinessPoint } from '#lib/adoption/stickiness';
import { stickinessMessage } from '#lib/adoption/stickiness-message';
import { usageDays, usageMessage, usageSeries } from '#lib/adoption/usage-days';

const PERIOD = { from: '2026-01-05T00:00:00Z', to: '2026-01-09T00:00:00Z', timeZone: 'UTC' };
const NOW = Date.parse('2026-01-08T12:00:00Z');

const row = (date: string, uniqueUsers: number) => ({
  feature: 'cv',
  date,
  uniqueUsers,
  totalEvents: uniqueUsers * 2,
  completions: 1,
  avgDuration: 3,
});

describe('days of usage', () => {
  it('are all days, oldest first, with nobody where no row is', () => {
    const days = usageDays([row('2026-01-08', 9), row('2026-01-06', 4)], PERIOD, NOW);
    expect(days.map(({ date, uniqueUsers, isIncomplete }) => [date, uniqueUsers, isIncomplete])).toEqual([
      ['2026-01-05', 0, false],
      ['2026-01-06', 4, false],
      ['2026-01-07', 0, false],
      ['2026-01-08', 9, true],
    ]);
  });

  it.each([
    [
      [row('2026-01-05', 3), row('2026-01-06', 1), row('2026-01-07', 2), row('2026-01-08', 9)],
      'Half of the 3 whole days had at most 2 users; most came on 5 Jan 2026: 3 users.',
    ],
    [[row('2026-01-08', 9)], 'Nobody did anything with it on the days of this period that are over.'],
  ])('are said in a sentence, without the day that is not over %#', (rows, words) => {
    expect(usageMessage(usageDays(rows, PERIOD, NOW))).toBe(words);
  });

  it('are those of a segment, or one line for each', () => {
    const part = (value: string | null, uniqueUsers: number, other?: true) => ({
      ...{ value, uniqueUsers, totalEvents: 1, completions: 0, avgDuration: null },
      ...(other ? { other } : {}),
    });
    const rows = [
      { ...row('2026-01-05', 9), breakdown: [part('ios', 2), part(null, 4, true), part(null, 3)] },
      { ...row('2026-01-07', 5), breakdown: [part('ios', 5)] },
    ];
    const days = usageDays(rows, PERIOD, NOW, { value: 'ios' });
    expect(days.map(({ uniqueUsers }) => uniqueUsers)).toEqual([2, 0, 5, 0]);
    expect(usageSeries(rows, days, 'platform').map(({ label, values }) => [label, values])).toEqual([
      ['ios', [2, 0, 5, 0]],
      ['no platform', [3, 0, 0, 0]],
      ['all others', [4, 0, 0, 0]],
    ]);
  });

  it('say so when none is over', () => {
    expect(usageMessage(usageDays([], PERIOD, Date.parse(PERIOD.from)))).toBe(
      'No day of this period is over yet.',
    );
  });
});

describe('the states in a sentence', () => {
  const point = (isComplete: boolean, dormant = 4): LifecyclePoint => ({
    ...{ start: '2026-01-05', active: 9, new: 2, returning: 6, resurrected: 1 },
    ...{ dormant, isComplete },
  });
  it.each([
    [
      [point(true), point(false, 99)],
      'In the last whole week 9 were active: 6 returning, 2 new, 1 resurrected; 4 went dormant.',
    ],
    [[point(false)], 'No whole week of this period is over yet.'],
    [[{ ...point(true, 0), active: 0 }], 'Nobody was active in the last whole week, nor in the one before.'],
  ])('%#', (points, words) => expect(statesMessage(points, 'week')).toBe(words));
});

describe('stickiness in a sentence', () => {
  const point = (daily: number, weekly: number, monthly: number): StickinessPoint => ({
    ...{ date: '2026-01-05', daily, weekly, monthly },
    dailyPerWeekly: daily / weekly,
    dailyPerMonthly: daily / monthly,
    weeklyPerMonthly: weekly / monthly,
  });
  it('is the mean of whole days with enough people', () => {
    const points = [point(10, 20, 40), point(20, 40, 80), point(40, 40, 40), point(4, 4, 4)];
    const days = [false, false, true, false].map((isIncomplete) => ({ isIncomplete }));
    expect(stickinessMessage(points, days)).toBe(
      'On a usual day came 25.0% of those who used it in the 28 days to then, and 50.0% of those of the 7 days.',
    );
  });
  it('is left unsaid of a handful', () => {
    expect(stickinessMessage([point(4, 4, 9)], [{ isIncomplete: false }])).toMatch(/^Too few/);
  });
});

describe('power users in a sentence', () => {
  it('are those of half the days', () => {
    const points = [
      { days: 1, users: 6 },
      { days: 13, users: 2 },
      { days: 14, users: 1 },
      { days: 28, users: 1 },
    ];
    expect(powerMessage(points)).toMatch(
      /^Of 10 users .* 60\.0% came on one day and 20\.0% on at least half of them\.$/,
    );
  });
  it('are nobody where nobody came', () => expect(powerMessage([{ days: 1, users: 0 }])).toMatch(/^Nobody/));
});
