import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runChange } from '#lib/changes/commands/run-change';
import { getChange } from '#lib/changes/queries/changes';
import type { Ctx } from '#lib/core/ctx';
import type { Pace } from '#lib/core/pace';
import { BY_STEPS, type DeployWorld, deployWorld } from '#lib/testing/deploy-world';

let world: DeployWorld;

beforeAll(async () => {
  world = await deployWorld();
});
afterAll(() => world.close());
beforeEach(() => world.renew());

const CALLS = ['UpdateFunctionCode', 'PublishVersion', 'UpdateAlias'] as const;
const FAULTS = [
  ['lost', { fault: 'lose-answer' }],
  ['cut off', { fault: 'reset' }],
  ['garbled', { fault: 'garbage', isApplied: true }],
  ['throttled', { fault: 'throttle', times: 4 }],
] as const;

describe('a deploy whose answers go astray', () => {
  it.each(CALLS.flatMap((operation) => FAULTS.map(([word, fault]) => [operation, word, fault] as const)))(
    'survives a %s that is %s',
    async (operation, _, fault) => {
      const change = await world.plan(BY_STEPS);
      await world.begin(change);
      await world.sandbox.misbehave({ operation, ...fault });
      await runChange(world.ctx, change.id);
      expect((await getChange(world.ctx, change.id)).status).toBe('done');
      expect(await world.numbers()).toEqual([1, 2, 3, 4]);
      expect(await world.live()).toEqual({ version: 4, second: null });
    },
  );

  it.each(CALLS)('leaves what is live alone when AWS refuses %s', async (operation) => {
    const change = await world.plan(BY_STEPS);
    await world.begin(change);
    const refusal = { fault: 'error', type: 'AccessDeniedException', status: 403, times: 9 };
    await world.sandbox.misbehave({ operation, ...refusal });
    await runChange(world.ctx, change.id);
    await world.sandbox.control('DELETE /faults');
    expect((await getChange(world.ctx, change.id)).status).toBe('failed');
    expect(await world.live()).toEqual({ version: 3, second: null });
  });

  it('is a split that is told when the way back is refused', async () => {
    const change = await world.plan(BY_STEPS);
    await world.begin(change);
    // The first share is given; nothing after it is let through.
    const refusal = { fault: 'error', type: 'AccessDeniedException', status: 403, times: 9 };
    await world.sandbox.misbehave({ operation: 'UpdateAlias', skip: 1, ...refusal });
    await runChange(world.ctx, change.id);
    await world.sandbox.control('DELETE /faults');
    expect((await getChange(world.ctx, change.id)).status).toBe('split');
    expect(await world.live()).toEqual({ version: 3, second: { version: 4, weight: 0.1 } });
  });

  it('marks what hurts as bad, also when the way back is refused', async () => {
    const change = await world.plan(BY_STEPS);
    await world.begin(change);
    const refusal = { fault: 'error', type: 'AccessDeniedException', status: 403, times: 9 };
    await world.sandbox.misbehave({ operation: 'UpdateAlias', skip: 1, ...refusal });
    world.traffic = (version) => ({ calls: 1000, errors: version === 4 ? 500 : 2 });
    await runChange(world.ctx, change.id);
    await world.sandbox.control('DELETE /faults');
    expect(await getChange(world.ctx, change.id)).toMatchObject({
      status: 'split',
      result: { version: '4', stoppedBy: 'watch' },
    });
    const marks = await world.database.db.badVersion.findMany({ where: { functionName: world.name } });
    expect(marks).toMatchObject([{ version: 4, changeId: change.id }]);
  });
});

/** Every write of a deploy by these steps: an intent and its end for each stage, and the end of the whole. */
const STEPS = [
  { percent: 50, minutes: 1 },
  { percent: 100, minutes: 1 },
];
const STAGES = 8;
const WRITES = Array.from({ length: 2 * STAGES + 1 }, (_, index) => index + 1);

describe('a deploy that is killed', () => {
  // After an intent its call was not made, before an end it was: what lies between two stages is one of them.
  it.each(WRITES)('at write %i comes to the same end', async (nth) => {
    const change = await world.plan(STEPS);
    await world.begin(change);
    const killed = runChange(killedAt(nth), change.id);
    await expect(killed).rejects.toThrow('killed');
    await runChange(world.ctx, change.id);
    expect((await getChange(world.ctx, change.id)).status).toBe('done');
    expect(await world.numbers()).toEqual([1, 2, 3, 4]);
    expect(await world.live()).toEqual({ version: 4, second: null });
  });
});

/** A process that dies right after its so manieth write when that is an intent, or right before it when it is an end. */
function killedAt(nth: number): Ctx {
  const isAfter = nth % 2 === 1;
  const { db } = world.database;
  let writes = 0;
  const dying = new Proxy(db, {
    get: (target, property, receiver) => {
      if (property !== '$transaction') return Reflect.get(target, property, receiver);
      return async (work: Parameters<typeof db.$transaction>[0]) => {
        writes += 1;
        if (writes > nth || (writes === nth && !isAfter)) throw new Error('killed');
        const value = await Reflect.apply(target.$transaction, target, [work]);
        if (writes === nth) throw new Error('killed');
        return value;
      };
    },
  });
  // Nobody who is dead waits and tries again.
  const pause: Pace['pause'] = (milliseconds) =>
    writes >= nth ? Promise.reject(new Error('killed')) : world.pace.pause(milliseconds);
  return { ...world.ctx, db: dying, pace: { ...world.pace, pause } };
}
