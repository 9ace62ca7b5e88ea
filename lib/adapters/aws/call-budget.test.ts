import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CallBudget } from '#lib/adapters/aws/call-budget';
import { openLambdaBudget } from '#lib/adapters/aws/lambda-budget';

/** A clock that stands while anybody works, and then moves to when the first of those who sleep wakes up. */
function steppedClock() {
  let now = 0;
  const sleepers: { at: number; wake: () => void }[] = [];
  const wakeNext = () => {
    const [next] = sleepers.sort((a, b) => a.at - b.at).splice(0, 1);
    now = Math.max(now, next?.at ?? now);
    next?.wake();
  };
  return {
    now: () => now,
    random: () => 0,
    sleep: (milliseconds: number) =>
      new Promise<void>((wake) => {
        sleepers.push({ at: now + milliseconds, wake });
        // Once for each sleeper, and later than all that goes on without time.
        setImmediate(wakeNext);
      }),
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

  it('lets somebody who can wait leave at once, whoever goes first', async () => {
    const clock = steppedClock();
    const budget = new CallBudget({ perSecond: 5 }, clock);
    const patient = budget.behind({ perSecond: 5 });
    const left = new AbortController();
    const urgent = [1, 2, 3].map(() => budget.admit(never));
    const staying = patient.admit(never);
    const leaving = patient.admit(left.signal);
    left.abort(new Error('gone'));
    await expect(leaving).rejects.toThrow('gone');
    expect(clock.now()).toBe(0);
    await Promise.all([...urgent, staying]);
    expect(clock.now()).toBe(600);
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

/** How many of the calls began in the second from `from` on. */
function within(from: number, begun: readonly { at: number }[]): number {
  return begun.filter(({ at }) => at >= from && at < from + 1000 - 1e-6).length;
}

it('lets those who waited for changes begin no faster afterwards', async () => {
  const clock = steppedClock();
  const { changes, looks } = openLambdaBudget(clock);
  const begun: { at: number }[] = [];
  const waiting = Array.from({ length: 30 }, () =>
    looks.admit(never).then(() => begun.push({ at: clock.now() })),
  );
  await Promise.all([...Array.from({ length: 40 }, () => changes.admit(never)), ...waiting]);
  expect(begun).toHaveLength(30);
  expect(Math.max(...begun.map(({ at }) => within(at, begun)))).toBeLessThanOrEqual(6);
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
