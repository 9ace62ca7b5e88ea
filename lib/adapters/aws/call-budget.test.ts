import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CallBudget } from '#lib/adapters/aws/call-budget';
import { openLambdaBudget } from '#lib/adapters/aws/lambda-budget';

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
    const budget = new CallBudget({ perSecond: 5 }, clock);
    const begun: [number, number][] = [];
    const calls = Array.from({ length: 11 }, async (_, index) => {
      await budget.admit(never);
      begun.push([index, clock.now()]);
    });
    await Promise.all(calls);
    expect(begun.map(([index]) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(clock.now()).toBe(2000);
  });

  it('saves up no more than may begin at once, however long nobody asks', async () => {
    const clock = steppedClock();
    const budget = new CallBudget({ perSecond: 5, burst: 2 }, clock);
    await budget.admit(never);
    clock.pass(60_000);
    const begun: number[] = [];
    for (const _ of [1, 2, 3, 4]) {
      await budget.admit(never);
      begun.push(clock.now());
    }
    expect(begun).toEqual([60_000, 60_000, 60_200, 60_400]);
  });

  it('lets somebody leave the queue, and goes on', async () => {
    const clock = steppedClock();
    const budget = new CallBudget({ perSecond: 5 }, clock);
    const left = new AbortController();
    await budget.admit(never);
    const leaving = budget.admit(left.signal);
    const staying = budget.admit(never);
    left.abort(new Error('gone'));
    await expect(leaving).rejects.toThrow('gone');
    await expect(budget.admit(left.signal)).rejects.toThrow('gone');
    await staying;
    expect(clock.now()).toBe(200);
  });

  it('lets those who can wait begin after all others', async () => {
    const clock = steppedClock();
    const budget = new CallBudget({ perSecond: 10 }, clock);
    const patient = budget.behind({ perSecond: 10 });
    const begun: string[] = [];
    const call = async (who: string, of: Pick<CallBudget, 'admit'>) => {
      await of.admit(never);
      begun.push(who);
    };
    await budget.admit(never);
    const looks = [1, 2].map(() => call('look', patient));
    const changes = [1, 2, 3].map(() => call('change', budget));
    await Promise.all([...looks, ...changes]);
    expect(begun).toEqual(['change', 'change', 'change', 'look', 'look']);
  });
});

it('lets no second have more calls than AWS Lambda allows, and looks no more than a third', async () => {
  const asked = fc.array(
    fc.record({ isLook: fc.boolean(), afterMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 700 })) }),
    { maxLength: 60 },
  );
  await fc.assert(
    fc.asyncProperty(asked, async (calls) => {
      const clock = steppedClock();
      const { changes, looks } = openLambdaBudget(clock);
      const begun: { at: number; isLook: boolean }[] = [];
      const all: Promise<unknown>[] = [];
      for (const { isLook, afterMs } of calls) {
        clock.pass(afterMs);
        const admitted = (isLook ? looks : changes).admit(never);
        all.push(admitted.then(() => begun.push({ at: clock.now(), isLook })));
        if (afterMs > 0) await admitted;
      }
      await Promise.all(all);
      const within = (from: number, of: typeof begun) =>
        of.filter(({ at }) => at >= from && at < from + 1000 - 1e-6).length;
      for (const { at } of begun) {
        expect(within(at, begun)).toBeLessThanOrEqual(15);
        const seen = begun.filter(({ isLook }) => isLook);
        expect(within(at, seen)).toBeLessThanOrEqual(6);
      }
      expect(begun).toHaveLength(calls.length);
    }),
    { numRuns: 200 },
  );
});
