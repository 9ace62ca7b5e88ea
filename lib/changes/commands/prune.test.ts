import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { executeChange } from '#lib/changes/commands/execute-change';
import { planChange } from '#lib/changes/commands/plan-change';
import { pruneDaily } from '#lib/changes/commands/prune-daily';
import { runChange } from '#lib/changes/commands/run-change';
import { getChange } from '#lib/changes/queries/changes';
import type { Ctx } from '#lib/core/ctx';
import { type DeployWorld, deployWorld } from '#lib/testing/deploy-world';

const DAYS = 86_400_000;

let world: DeployWorld;
/** The world some days later, when versions have grown old. */
let later: Ctx;

beforeAll(async () => {
  world = await deployWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.renew();
  const old = (name: string) => world.cloud.functions.versions(name);
  const functions: Ctx['cloud']['functions'] = {
    ...world.cloud.functions,
    versions: async (name) =>
      (await old(name)).map((version) => ({
        ...version,
        publishedAt: new Date(world.pace.clock().getTime() - 5 * DAYS),
      })),
  };
  later = { ...world.ctx, cloud: { ...world.ctx.cloud, functions } };
});

const creation = () => ({
  ...{ kind: 'prune' as const, environment: 'prod', reason: 'Daily' },
  functions: [world.name],
});

async function begun() {
  const { id, planHash, confirmation } = await planChange<'prune'>(later, creation());
  await executeChange(later, id, { planHash, confirmation });
  return id;
}

async function prune() {
  const id = await begun();
  await runChange(later, id);
  return getChange(later, id);
}

describe('a clean-up', () => {
  it('explains what it keeps and what it deletes, and deletes nothing else', async () => {
    const change = await planChange<'prune'>(later, creation());
    expect(change.plan).toEqual([
      {
        function: world.name,
        versions: [
          { version: 1, isKept: false, reasons: ['It is older than 72 h.'] },
          { version: 2, isKept: true, reasons: ['A rollback would go to it.'] },
          { version: 3, isKept: true, reasons: ['The alias live points at it.'] },
        ],
      },
    ]);
    expect(await world.numbers()).toEqual([1, 2, 3]);
    expect(await prune()).toMatchObject({ status: 'done', result: { deleted: 1, spared: 0, refused: 0 } });
    expect(await world.numbers()).toEqual([2, 3]);
    const deletions = (await world.sandbox.calls()).filter(({ operation }) => operation === 'DeleteFunction');
    expect(deletions.every(({ input }) => /^\d+$/.test(String(input.Qualifier)))).toBe(true);
  });

  it('spares what somebody came to need in between', async () => {
    const id = await begun();
    const targets = [{ function: world.name, alias: 'live', toVersion: '1' }];
    await planChange(world.ctx, { kind: 'rollback', environment: 'prod', reason: 'x', targets });
    await runChange(later, id);
    expect(await getChange(later, id)).toMatchObject({ result: { deleted: 0, spared: 1 } });
    expect(await world.numbers()).toEqual([1, 2, 3]);
  });

  it.each([
    ['lost', { fault: 'lose-answer' }],
    ['cut off', { fault: 'reset' }],
    ['throttled', { fault: 'throttle', times: 3 }],
  ])('survives an answer that is %s', async (_, fault) => {
    const id = await begun();
    await world.sandbox.misbehave({ operation: 'DeleteFunction', ...fault });
    await runChange(later, id);
    expect(await getChange(later, id)).toMatchObject({ result: { deleted: 1 } });
    expect(await world.numbers()).toEqual([2, 3]);
  });

  it('goes on after a crash by what is there', async () => {
    const id = await begun();
    const intent = { kind: 'delete', function: world.name, version: 1 };
    const step = { changeId: id, sequence: 0, intent, intendedAt: world.pace.clock() };
    await world.database.db.changeStep.create({ data: step });
    await world.cloud.pruner.deleteVersion(world.name, 1);
    await runChange(later, id);
    expect(await world.lines(id)).toEqual(['delete done']);
    expect(await world.numbers()).toEqual([2, 3]);
  });

  it('says what AWS refused', async () => {
    const id = await begun();
    const refusal = { fault: 'error', type: 'AccessDeniedException', status: 403 };
    await world.sandbox.misbehave({ operation: 'DeleteFunction', ...refusal });
    await runChange(later, id);
    expect(await getChange(later, id)).toMatchObject({ status: 'failed', result: { refused: 1 } });
  });

  it('tells a version as deleted that somebody else deleted first', async () => {
    const id = await begun();
    const { pruner } = world.cloud;
    const deleteVersion = async (name: string, version: number) => {
      await pruner.deleteVersion(name, version);
      return pruner.deleteVersion(name, version);
    };
    await runChange({ ...later, cloud: { ...later.cloud, pruner: { ...pruner, deleteVersion } } }, id);
    expect(await getChange(later, id)).toMatchObject({ status: 'done', result: { deleted: 1, refused: 0 } });
    expect(await world.numbers()).toEqual([2, 3]);
  });

  it('is not planned where every version is kept, nor for a function of elsewhere', async () => {
    await expect(planChange(world.ctx, creation())).rejects.toMatchObject({ code: 'unprocessable' });
    const elsewhere = planChange(later, { ...creation(), environment: 'dev' });
    await expect(elsewhere).rejects.toMatchObject({ errors: [{ path: 'functions' }] });
  });

  it('keeps no rollback waiting', async () => {
    await begun();
    const targets = [{ function: world.name, alias: 'live' }];
    const rollback = { kind: 'rollback' as const, environment: 'prod', reason: 'x', targets };
    const { id, planHash, confirmation } = await planChange(world.ctx, rollback);
    const { isBegun } = await executeChange(world.ctx, id, { planHash, confirmation });
    expect(isBegun).toBe(true);
  });

  it('is planned once a day, and carried out only where that is configured', async () => {
    const only = { ...later.cloud.functions, list: async () => [world.name] };
    const actor = { kind: 'system', id: 'scheduler' } as const;
    const ctx = { ...later, actor, cloud: { ...later.cloud, functions: only } };
    const daily = () => world.database.db.change.findMany({ where: { requesterKind: 'system' } });
    await pruneDaily(ctx, false);
    await pruneDaily(ctx, false);
    expect(await daily()).toMatchObject([{ kind: 'prune', status: 'planned' }]);
    expect(await world.numbers()).toEqual([1, 2, 3]);
    const tomorrow = { ...ctx, now: new Date(ctx.now.getTime() + 25 * 3_600_000) };
    await pruneDaily(tomorrow, true);
    expect(await world.numbers()).toEqual([2, 3]);
  });
});
