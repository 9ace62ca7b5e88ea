import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cancelChange } from '#lib/changes/commands/cancel-change';
import { planChange } from '#lib/changes/commands/plan-change';
import type { Alarm } from '#lib/core/monitoring';
import { lockDeploys } from '#lib/functions/commands/lock-deploys';
import { markVersion } from '#lib/functions/commands/mark-version';
import { packageOf } from '#lib/sandbox/cloud/code/behaviour';
import { TEST_ADMIN, TEST_NOW } from '#lib/testing/ctx';
import { ALL_AT_ONCE, BY_STEPS, type DeployWorld, deployWorld } from '#lib/testing/deploy-world';

let world: DeployWorld;

beforeAll(async () => {
  world = await deployWorld();
});
afterAll(() => world.close());
beforeEach(() => world.renew());

function alarm(state: Alarm['state']): Alarm {
  return {
    ...{ name: `${world.name}-errors`, description: '', state, reason: 'Threshold crossed', since: TEST_NOW },
    ...{ functionName: world.name, threshold: 5, periodSeconds: 60 },
  };
}

describe('the plan of a deploy', () => {
  it('says which code, from where to where, how, and touches nothing', async () => {
    const change = await world.plan(BY_STEPS);
    expect(change).toMatchObject({ kind: 'deploy', status: 'planned', confirmation: 'prod' });
    expect(change.plan).toMatchObject([
      {
        function: world.name,
        fromVersion: '3',
        code: { from: 'artefact', fileName: 'orders.zip' },
        steps: BY_STEPS,
      },
    ]);
    expect(change.checks.map(({ id, status }) => [id, status])).toEqual([
      ['plan_fresh', 'pass'],
      ['no_lock', 'pass'],
      ['code_not_bad', 'pass'],
      ['package_there', 'pass'],
      ['no_other_change', 'pass'],
      ['signed_in_recently', 'pass'],
    ]);
    expect(await world.numbers()).toEqual([1, 2, 3]);
  });

  it('is refused for a locked function, saying who locked it, why and until when', async () => {
    await lockDeploys(world.ctx, { function: world.name, reason: 'It fails.', hours: 24 });
    await expect(world.plan()).rejects.toMatchObject({
      code: 'unprocessable',
      message: expect.stringMatching(
        new RegExp(`${TEST_ADMIN.name} locked .*It fails\\. It stands until 3 Mar 2026`),
      ),
    });
  });

  it('is refused for the code of a version that is known to be bad', async () => {
    await markVersion(world.ctx, { name: world.name, version: 2 }, { isBad: true, reason: 'Slow' });
    await expect(world.plan(ALL_AT_ONCE, { commit: '2' })).rejects.toMatchObject({
      errors: [{ path: 'code', message: expect.stringContaining('version 2') }],
    });
  });

  it('is refused for a package that nobody uploaded, and in another environment', async () => {
    const asked = {
      ...{ kind: 'deploy' as const, environment: 'prod', reason: 'x', function: world.name, alias: 'live' },
      ...{ code: { artefact: '0'.repeat(64) }, steps: ALL_AT_ONCE, description: '' },
    };
    await expect(planChange(world.ctx, asked)).rejects.toMatchObject({ errors: [{ path: 'code.artefact' }] });
    const elsewhere = planChange(world.ctx, { ...asked, environment: 'dev' });
    await expect(elsewhere).rejects.toMatchObject({ errors: [{ path: 'environment' }] });
  });
});

describe('a deploy', () => {
  it('publishes, tries and moves all at once, and verifies', async () => {
    world.traffic = () => ({ calls: 100_000, errors: 200 });
    const done = await world.deploy();
    expect(done).toMatchObject({
      status: 'done',
      result: { version: '4' },
      verdict: { verdict: 'unchanged' },
    });
    expect(done.verdict?.functions).toMatchObject([
      {
        function: world.name,
        isAtTarget: true,
        executedVersions: ['4'],
        health: { status: 'not_configured' },
      },
    ]);
    expect(await world.live()).toEqual({ version: 4, second: null });
    const versions = await world.cloud.functions.versions(world.name);
    expect(versions.at(-1)?.description).toBe(`abc1234 Say more Flightdeck change ${done.id}`);
    expect(await world.lines(done.id)).toEqual([
      'note_alarms done',
      'update done',
      'publish done',
      'try done',
      'move done',
      'watch done',
    ]);
    const ledger = await world.database.db.aliasMove.findMany({ where: { changeId: done.id } });
    expect(ledger).toMatchObject([{ toVersion: 4, movedBy: TEST_ADMIN.name }]);
  });

  it('gives the new version more and more of the traffic', async () => {
    const seen: unknown[] = [];
    world.onPause = async (milliseconds) => {
      if (milliseconds === 15_000) seen.push(await world.live());
    };
    await world.deploy(BY_STEPS);
    const at = (weight: number) => ({ version: 3, second: { version: 4, weight } });
    const shown = [...new Set(seen.map((one) => JSON.stringify(one)))].map((text) => JSON.parse(text));
    expect(shown).toEqual([at(0.1), at(0.5), { version: 4, second: null }]);
  });

  it.each([10, 50, 100])('goes back when an alarm goes red at %d %%', async (percent) => {
    world.onPause = async () => {
      const { version, second } = await world.live();
      const share = version === 4 ? 100 : (second?.weight ?? 0) * 100;
      if (share === percent) world.alarms = [alarm('ALARM')];
    };
    const done = await world.deploy(BY_STEPS);
    expect(done.status).toBe('failed');
    expect(await world.live()).toEqual({ version: 3, second: null });
    const marks = await world.database.db.badVersion.findMany({ where: { functionName: world.name } });
    expect(marks).toMatchObject([{ version: 4, reason: expect.stringContaining('went red') }]);
    const last = await world.database.db.changeEvent.findFirst({
      where: { changeId: done.id },
      orderBy: { id: 'desc' },
    });
    expect(last?.sentence).toContain('Everything is back where it was.');
  });

  it('does not count an alarm that was red before, nor one without data', async () => {
    world.alarms = [alarm('ALARM'), { ...alarm('INSUFFICIENT_DATA'), name: `${world.name}-p95` }];
    expect(await world.deploy(BY_STEPS)).toMatchObject({ status: 'done' });
  });

  it('goes back when more calls of the new version fail than of the old one', async () => {
    world.traffic = (version) => ({ calls: 1000, errors: version === 4 ? 300 : 2 });
    expect(await world.deploy(BY_STEPS)).toMatchObject({ status: 'failed', result: { stoppedBy: 'watch' } });
    expect(await world.live()).toEqual({ version: 3, second: null });
  });

  it('moves nothing when the new version fails every call and the live one does not', async () => {
    const done = await world.deploy(BY_STEPS, { commit: 'broken', errorRate: 1 });
    expect(done).toMatchObject({ status: 'failed', result: { version: '4', stoppedBy: 'try' } });
    expect(await world.lines(done.id)).not.toContain('move done');
    expect(await world.live()).toEqual({ version: 3, second: null });
  });

  const deed = {
    lock: () => lockDeploys(world.ctx, { function: world.name, reason: 'Freeze', hours: 1 }),
    person: async () => {
      const { id } = await world.database.db.change.findFirstOrThrow({ where: { status: 'running' } });
      await cancelChange(world.ctx, id, { reason: 'Wrong package' });
    },
  };
  const atAShare = ({ second }: Awaited<ReturnType<DeployWorld['live']>>) => second !== null;
  const atAll = ({ version }: Awaited<ReturnType<DeployWorld['live']>>) => version === 4;

  it.each([
    { when: 'while it has a share', who: 'lock', steps: BY_STEPS, isTime: atAShare },
    { when: 'while it has a share', who: 'person', steps: BY_STEPS, isTime: atAShare },
    { when: 'while it serves everybody and is watched', who: 'lock', steps: ALL_AT_ONCE, isTime: atAll },
    { when: 'while it serves everybody and is watched', who: 'person', steps: ALL_AT_ONCE, isTime: atAll },
  ] as const)('stops at once, and goes back, by a $who $when', async ({ who, steps, isTime }) => {
    let stoppedAt = 0;
    world.onPause = async () => {
      if (stoppedAt > 0 || !isTime(await world.live())) return;
      stoppedAt = world.pace.clock().getTime();
      await deed[who]();
    };
    const change = await world.deploy(steps);
    expect(change).toMatchObject({ status: 'failed', result: { version: '4', stoppedBy: who } });
    expect(await world.live()).toEqual({ version: 3, second: null });
    expect(world.pace.clock().getTime() - stoppedAt).toBeLessThanOrEqual(15_000);
    // Neither says anything about the code.
    expect(await world.database.db.badVersion.count({ where: { functionName: world.name } })).toBe(0);
  });

  it('is not taken back by a lock that comes after its end', async () => {
    const change = await world.deploy();
    await lockDeploys(world.ctx, { function: world.name, reason: 'Freeze', hours: 1 });
    expect(change).toMatchObject({ status: 'done' });
    expect((await world.live()).version).toBe(4);
  });

  it('does not begin past a lock that came after the plan', async () => {
    const change = await world.plan();
    await lockDeploys(world.ctx, { function: world.name, reason: 'Freeze', hours: 1 });
    await expect(world.begin(change)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Freeze'),
    });
  });

  it('writes nothing when the alias or the code moved since the plan', async () => {
    const change = await world.plan();
    const { revisionId } = await world.cloud.deployer.latest(world.name);
    const zip = { kind: 'zip' as const, bytes: packageOf({ commit: 'rival' }) };
    await world.cloud.deployer.updateCode({ functionName: world.name, code: zip, revisionId });
    await expect(world.begin(change)).rejects.toMatchObject({ code: 'plan_stale' });
    expect(await world.numbers()).toEqual([1, 2, 3]);
  });

  it('leaves alone what a rival uploads or moves while it runs', async () => {
    let isRivalled = false;
    world.onPause = async () => {
      const [alias] = await world.cloud.functions.aliases(world.name);
      if (!alias?.second || isRivalled) return;
      isRivalled = true;
      const move = {
        functionName: world.name,
        alias: 'live',
        toVersion: 1,
        second: null,
        description: 'by hand',
      };
      await world.cloud.mover.move({ ...move, revisionId: alias.revisionId });
    };
    expect(await world.deploy(BY_STEPS)).toMatchObject({ status: 'failed' });
    expect(await world.live()).toEqual({ version: 1, second: null });
  });
});
