import { describe, expect, it } from 'vitest';
import { CallBudget } from '#lib/adapters/aws/call-budget';

/** A clock that moves only while somebody sleeps. */
function steppedClock() {
  let now = 0;
  return {
    now: () => now,
    random: () => 0,
    sleep: async (milliseconds: number) => {
      now += milliseconds;
    },
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

const never = new AbortController().signal;

describe('a budget of calls', () => {
  it('lets calls begin in order, no faster than it may', async () => {
    const clock = steppedClock();
    const budget = new CallBudget(5, clock);
    const begun: [number, number][] = [];
    const calls = Array.from({ length: 11 }, (_, index) =>
      budget.take(never, async () => begun.push([index, clock.now()])),
    );
    await Promise.all(calls);
    expect(begun.map(([index]) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(clock.now()).toBe(2000);
  });

  it('does not save up calls while nobody asks', async () => {
    const clock = steppedClock();
    const budget = new CallBudget(5, clock);
    await budget.take(never, async () => undefined);
    clock.pass(60_000);
    for (const _ of [1, 2, 3]) await budget.take(never, async () => undefined);
    expect(clock.now()).toBe(60_400);
  });

  it('lets somebody leave the queue, and goes on', async () => {
    const clock = steppedClock();
    const budget = new CallBudget(5, clock);
    const left = new AbortController();
    await budget.take(never, async () => undefined);
    left.abort(new Error('gone'));
    await expect(budget.take(left.signal, async () => 'asked')).rejects.toThrow('gone');
    await expect(budget.take(never, async () => 'asked')).resolves.toBe('asked');
  });
});
