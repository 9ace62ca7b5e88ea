import { describe, expect, it } from 'vitest';
import { columnsOf } from '#lib/funnels/columns';
import { funnelMessage } from '#lib/funnels/message';
import { stepResults } from '#lib/testing/funnel-answer';

const CLOSED = stepResults([
  { count: 1000, matured: 800 },
  { count: 500, pending: 100, matured: 440 },
  { count: 250, pending: 50, matured: 230 },
]);

describe('columnsOf', () => {
  it('stands every column on the scale of step 1 and fills the one before it', () => {
    const [first, second, third] = columnsOf(CLOSED, 'all');
    expect(first?.height).toEqual({ reached: 1, pending: 0, dropped: 0 });
    expect(second?.height).toEqual({ reached: 0.5, pending: 0.1, dropped: 0.4 });
    expect(third?.height).toEqual({ reached: 0.25, pending: 0.05, dropped: 0.2 });
  });

  it.each([
    ['all', 0.5, 1000],
    ['closed', 0.55, 800],
  ] as const)('takes rates of %s', (basis, rate, of) => {
    expect(columnsOf(CLOSED, basis)[1]?.fromPrevious).toMatchObject({ rate, of, isTooFew: false });
  });

  it('passes over optional steps', () => {
    const columns = columnsOf(stepResults([100, { count: 20, optional: true }, 50]), 'all');
    expect(columns[2]).toMatchObject({ previousNumber: 1, fromPrevious: { rate: 0.5, of: 100 } });
  });

  it('says too few instead of a rate that is chance', () => {
    const [, second] = columnsOf(stepResults([9, 3]), 'all');
    expect(second?.fromPrevious.isTooFew).toBe(true);
    expect(second?.interval).toBeNull();
  });

  it('draws an interval only where it is wider than a point to either side', () => {
    expect(columnsOf(stepResults([100, 50]), 'all')[1]?.interval?.map((bound) => bound.toFixed(3))).toEqual([
      '0.404',
      '0.596',
    ]);
    expect(columnsOf(stepResults([100_000, 50_000]), 'all')[1]?.interval).toBeNull();
  });

  it('draws the whisker on the scale of the columns, where it is more than a speck', () => {
    const [, second, third] = columnsOf(stepResults([1000, 500, 250, 5]), 'all');
    expect(second?.whisker?.map((bound) => bound.toFixed(3))).toEqual(['0.469', '0.531']);
    expect(third?.whisker?.map((bound) => bound.toFixed(3))).toEqual(['0.228', '0.272']);
    expect(columnsOf(stepResults([1000, 20, 10]), 'all')[2]?.whisker).toBeNull();
  });

  it('divides nothing by nothing', () => {
    const [first, second] = columnsOf(stepResults([0, 0]), 'all');
    expect(first?.height.reached).toBe(0);
    expect(second?.fromPrevious.rate).toBeNull();
  });

  it('compares with the period before in points', () => {
    const columns = columnsOf(stepResults([100, 60]), 'all', stepResults([200, 100]));
    expect(columns[1]?.ghost).toMatchObject({
      height: 0.5,
      difference: expect.closeTo(0.1, 12),
      fromPrevious: { count: 100, of: 200, rate: 0.5 },
    });
  });
});

describe('funnelMessage', () => {
  it.each([
    [
      [1204, 746, 515],
      'user',
      'all',
      '42.8% of 1,204 users so far reached complete_form. Largest loss: 38.0% (458 users), at click_generate.',
    ],
    [[5, 1], 'session', 'all', '1 of 5 sessions so far reached click_generate, too few for a rate.'],
    [[0, 0], 'user', 'all', 'No user entered at view in this period.'],
    [
      [100, 100],
      'user',
      'closed',
      '100.0% of 100 users who entered at least one window ago reached click_generate.',
    ],
  ] as const)('%o by %s of %s', (counts, unit, basis, message) => {
    expect(funnelMessage(columnsOf(stepResults([...counts]), basis), unit, basis)).toBe(message);
  });

  it('does not take open windows for a loss', () => {
    const open = stepResults([
      { count: 50, matured: 0 },
      { count: 0, pending: 50, matured: 0 },
    ]);
    expect(funnelMessage(columnsOf(open, 'closed'), 'user', 'closed')).toBe(
      '50 users entered, all of them less than one window ago.',
    );
  });
});
