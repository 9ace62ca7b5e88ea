import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { executeChange } from '#lib/changes/commands/execute-change';
import { runChange } from '#lib/changes/commands/run-change';
import { startChange } from '#lib/changes/commands/start-change';
import { getChange } from '#lib/changes/queries/changes';
import type { Ctx } from '#lib/core/ctx';
import { type ContestedWorld, contestedWorld } from '#lib/testing/contested-world';
import { TEST_ADMIN } from '#lib/testing/ctx';

const CLICKS = 50;

let world: ContestedWorld;
let ctx: Ctx;

beforeAll(async () => {
  world = await contestedWorld();
  ctx = world.ctx;
});
afterAll(() => world.close());
beforeEach(() => world.renew());

async function moves(): Promise<number> {
  const calls = await world.sandbox.calls();
  return calls.filter(
    ({ operation, input }) => operation === 'UpdateAlias' && input.FunctionName === world.name(),
  ).length;
}

async function settled(id: string): Promise<void> {
  await expect.poll(async () => (await getChange(ctx, id)).status, { timeout: 15_000 }).toBe('done');
}

describe('a rollback', () => {
  it(`that is asked for ${CLICKS} times at once with one key is one, and answered ${CLICKS} times alike`, async () => {
    const change = await world.plan();
    const idempotency = { key: `execute ${change.id}`, request: 'the same' };
    const asked = Array.from({ length: CLICKS }, () =>
      startChange({ ...ctx, idempotency }, change.id, change),
    );
    const [first, ...others] = await Promise.all(asked);
    expect(first).toMatchObject({ id: change.id, status: 'running' });
    for (const other of others) expect(other).toEqual(first);
    await settled(change.id);
    expect(await moves()).toBe(1);
    const started = { subjectId: change.id, action: 'rollback.started' };
    expect(await world.database.db.auditEntry.count({ where: started })).toBe(1);
  });

  it('that two people begin at once is one of theirs, and the other is told who is at it', async () => {
    const people = ['Ana', 'Ben'].map((person) => ({
      ...ctx,
      actor: { ...TEST_ADMIN, id: person, name: person },
    }));
    const plans = await Promise.all(people.map((by) => world.plan(by)));
    const ends = await Promise.allSettled(
      people.map((by, index) => {
        const own = plans[index];
        if (!own) throw new Error('no plan');
        return executeChange(by, own.id, own);
      }),
    );
    const winner = ends.findIndex(({ status }) => status === 'fulfilled');
    const loser = ends[1 - winner];
    if (loser?.status !== 'rejected') throw new Error('Both began.');
    expect(loser.reason).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(people[winner]?.actor.name ?? 'nobody'),
    });
    await runChange(ctx, plans[winner]?.id ?? '');
    expect(await moves()).toBe(1);
  });

  it('that somebody outside is faster than moves nothing over theirs', async () => {
    const change = await world.plan();
    await executeChange(ctx, change.id, change);
    const [alias] = await world.cloud.functions.aliases(world.name());
    const own = {
      functionName: world.name(),
      alias: 'live',
      toVersion: 1,
      second: { version: 2, weight: 0.5 },
    };
    await world.cloud.mover.move({ ...own, revisionId: alias?.revisionId ?? '', description: 'by hand' });
    await runChange(ctx, change.id);
    expect(await getChange(ctx, change.id)).toMatchObject({ status: 'failed' });
    const [after] = await world.cloud.functions.aliases(world.name());
    expect(after).toMatchObject({ version: 1, second: { version: 2, weight: 0.5 }, description: 'by hand' });
  });
});
