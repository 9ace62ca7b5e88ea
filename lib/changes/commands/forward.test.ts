import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { executeChange } from '#lib/changes/commands/execute-change';
import { planChange } from '#lib/changes/commands/plan-change';
import { runChange } from '#lib/changes/commands/run-change';
import type { CreationOf } from '#lib/changes/kind';
import { nextRequest } from '#lib/changes/next-request';
import type { Kind } from '#lib/changes/plans';
import { getChange } from '#lib/changes/queries/changes';
import { markVersion } from '#lib/functions/commands/mark-version';
import { listLocks } from '#lib/functions/queries/locks';
import { TEST_ADMIN } from '#lib/testing/ctx';
import { type DeployWorld, deployWorld } from '#lib/testing/deploy-world';

const common = { environment: 'prod', reason: 'It was not the cause' };

let world: DeployWorld;

beforeAll(async () => {
  world = await deployWorld();
});
afterAll(() => world.close());
beforeEach(() => world.renew());

async function carryOut<K extends Kind>(creation: CreationOf<K>) {
  const { id, planHash, confirmation } = await planChange<K>(world.ctx, creation);
  await executeChange(world.ctx, id, { planHash, confirmation });
  await runChange(world.ctx, id);
  return getChange(world.ctx, id);
}

/** A rollback from 3 to 2 that changed nothing. */
function rollBack() {
  world.traffic = () => ({ calls: 100_000, errors: 200 });
  const targets = [{ function: world.name, alias: 'live' }];
  return carryOut<'rollback'>({ kind: 'rollback', ...common, targets });
}

const marks = () =>
  world.database.db.badVersion.findMany({ where: { functionName: world.name, clearedAt: null } });

describe('going forward again', () => {
  it('is offered after a rollback that changed nothing, and takes its mark away', async () => {
    const rollback = await rollBack();
    expect(rollback.verdict?.verdict).toBe('unchanged');
    expect(await marks()).toMatchObject([{ version: 3 }]);
    const request = nextRequest(rollback)?.requestFor('It was not the cause');
    expect(request).toEqual({ kind: 'forward', ...common, rollbackId: rollback.id });
    const forward = await carryOut<'forward'>({ kind: 'forward', ...common, rollbackId: rollback.id });
    expect(forward).toMatchObject({
      status: 'done',
      plan: [{ fromVersion: '2', toVersion: '3', clears: { reason: common.reason, by: TEST_ADMIN.name } }],
    });
    expect(await world.live()).toEqual({ version: 3, second: null });
    expect(await marks()).toEqual([]);
    const { locks } = await listLocks(world.ctx, { state: 'open', changeId: rollback.id, limit: 5 });
    expect(locks).toHaveLength(1);
  });

  it('is refused where somebody else marked the version, or moved the alias', async () => {
    const rollback = await rollBack();
    const version = { name: world.name, version: 3 };
    await markVersion(world.ctx, version, { isBad: false, reason: 'x' });
    await markVersion(world.ctx, version, { isBad: true, reason: 'It leaks' });
    const creation = { kind: 'forward' as const, ...common, rollbackId: rollback.id };
    await expect(planChange(world.ctx, creation)).rejects.toMatchObject({
      code: 'unprocessable',
      message: expect.stringContaining('It leaks'),
    });
    const targets = [{ function: world.name, alias: 'live', toVersion: '1' }];
    await carryOut<'rollback'>({ kind: 'rollback', ...common, targets });
    await expect(planChange(world.ctx, creation)).rejects.toMatchObject({
      message: expect.stringContaining('no longer where the rollback put it'),
    });
  });

  it('is begun by a person, never by a token', async () => {
    const rollback = await rollBack();
    const token = { kind: 'token', id: 'ci', name: 'ci', role: 'engineer' } as const;
    const ctx = { ...world.ctx, actor: token };
    const plan = await planChange<'forward'>(ctx, { kind: 'forward', ...common, rollbackId: rollback.id });
    const { id, planHash, confirmation } = plan;
    await expect(executeChange(ctx, id, { planHash, confirmation })).rejects.toMatchObject({
      checks: expect.arrayContaining([expect.objectContaining({ id: 'person', status: 'fail' })]),
    });
    expect(await world.live()).toMatchObject({ version: 2 });
  });

  it.each([
    ['a deploy', { environment: 'prod' }, 'must be the id of a rollback'],
    ['another environment', { environment: 'dev' }, 'was in prod'],
  ])('is not planned for %s', async (what, more, said) => {
    const { id } = what === 'a deploy' ? await world.deploy() : await rollBack();
    const asked = planChange(world.ctx, { kind: 'forward', ...common, ...more, rollbackId: id });
    await expect(asked).rejects.toMatchObject({ message: expect.stringContaining(said) });
  });

  it('is not what a deploy that made it worse suggests: that is the way back', async () => {
    const deploy = await world.deploy();
    if (deploy.kind !== 'deploy' || !deploy.verdict) throw new Error('no deploy');
    const worse = { ...deploy, verdict: { ...deploy.verdict, verdict: 'worse' as const } };
    expect(nextRequest(worse)?.requestFor('x')).toMatchObject({
      kind: 'rollback',
      targets: [{ function: world.name, toVersion: '3' }],
    });
    expect(nextRequest({ ...deploy, status: 'failed' })).toBeNull();
  });
});
