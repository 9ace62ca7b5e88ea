import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Ctx } from '#lib/core/ctx';
import type { Alarm } from '#lib/core/monitoring';
import { emptySight, lookRound, type Sight } from '#lib/functions/commands/look-round';
import { OWN_MARK } from '#lib/functions/own-mark';
import { functionVersions } from '#lib/functions/queries/function-versions';
import { listAlarms, liveFunction, liveFunctions } from '#lib/functions/queries/live-functions';
import { TEST_NOW, testCtx } from '#lib/testing/ctx';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { type FakeFunction, fakeAlias, fakeFunctions, fakeVersion } from '#lib/testing/fake-functions';
import { fakeStack, fakeStacks, NO_STACK_MOVER } from '#lib/testing/fake-stacks';
import { instantPace } from '#lib/testing/instant-pace';
import { NO_TABLES } from '#lib/testing/no-tables';

let database: TestDatabase;
let ctx: Ctx;
let sight: Sight;
let world: Record<string, FakeFunction>;
let functions: ReturnType<typeof fakeFunctions>;

const alarm: Alarm = {
  name: 'orders-errors',
  description: '',
  state: 'ALARM',
  reason: 'Threshold crossed',
  since: TEST_NOW,
  functionName: 'orders-prod',
  threshold: 5,
  periodSeconds: 60,
};

beforeAll(async () => {
  database = await testDatabase();
});

afterAll(() => database.close());

beforeEach(async () => {
  await database.db.aliasMove.deleteMany();
  await database.db.badVersion.deleteMany();
  world = {
    'basket-prod': { versions: [fakeVersion(1), fakeVersion(2)], aliases: [fakeAlias(2)] },
    'orders-prod': { versions: [1, 2, 3].map((version) => fakeVersion(version)), aliases: [fakeAlias(3)] },
  };
  functions = fakeFunctions(world);
  sight = emptySight();
  const point = { at: TEST_NOW, calls: 10, errors: 1, p95Ms: 80 };
  ctx = testCtx({
    db: database.db,
    newId: () => crypto.randomUUID(),
    pace: instantPace(TEST_NOW),
    lookout: { now: () => sight, hurry: (name) => void sight.hurried.add(name) },
    cloud: {
      kind: 'sandbox',
      region: 'us-east-1',
      functions,
      monitoring: {
        alarms: async () => [alarm],
        series: async ({ functionNames }) => new Map(functionNames.map((name) => [name, [point]])),
      },
      mover: { move: absent, invoke: absent },
      deployer: { latest: absent, updateCode: absent, publish: absent, invoke: absent },
      pruner: { deleteVersion: absent },
      stacks: fakeStacks([]),
      stackMover: NO_STACK_MOVER,
      ...NO_TABLES,
    },
  });
});

async function absent(): Promise<never> {
  throw new Error('Looking must not change anything.');
}

function alias(name: string) {
  const found = world[name]?.aliases[0];
  if (!found) throw new Error(`no alias of ${name}`);
  return found;
}

describe('what is live', () => {
  it('shows the red first, and of each where a rollback would go', async () => {
    await lookRound(ctx, sight);
    const live = await liveFunctions(ctx);
    expect(live).toMatchObject({ cloud: 'sandbox', expected: 2, problem: null });
    expect(live.functions.map(({ name, version, rollback }) => [name, version, rollback.toVersion])).toEqual([
      ['orders-prod', '3', '2'],
      ['basket-prod', '2', '1'],
    ]);
    expect(live.functions[0]).toMatchObject({
      environment: 'prod',
      commit: '3f2c1a3',
      alarms: [{ name: 'orders-errors', state: 'ALARM' }],
      points: [{ calls: 10, errors: 1, p95Ms: 80 }],
      drift: [],
      since: { at: null, by: null },
    });
  });

  it('tells who moved it from here, and leaves the writing of that to the change', async () => {
    await lookRound(ctx, sight);
    Object.assign(alias('orders-prod'), fakeAlias(2, { description: `${OWN_MARK} c1 (move)` }));
    await lookRound(ctx, sight);
    expect(
      await database.db.aliasMove.count({ where: { revisionId: 'r-2', functionName: 'orders-prod' } }),
    ).toBe(0);
    const seenAt = new Date(TEST_NOW.getTime() + 60_000);
    const move = { alias: 'live', revisionId: 'r-2', toVersion: 2, seenAt, isFirstSight: false };
    await database.db.aliasMove.create({
      data: { id: crypto.randomUUID(), functionName: 'orders-prod', movedBy: 'Ana', ...move },
    });
    expect((await liveFunction(ctx, 'orders-prod')).since).toMatchObject({
      by: 'Ana',
      sentence: 'It was moved by Ana.',
    });
  });

  it('notices a move from outside, writes it down once, and calls it drift', async () => {
    await lookRound(ctx, sight);
    await ctx.pace.pause(60_000);
    Object.assign(alias('orders-prod'), fakeAlias(1));
    await lookRound(ctx, sight);
    await lookRound(ctx, sight);
    const orders = await liveFunction(ctx, 'orders-prod');
    expect(orders).toMatchObject({ version: '1', drift: [{ kind: 'moved_outside' }], since: { by: null } });
    // It was live before, so back to it.
    expect(orders.rollback.toVersion).toBe('3');
    const entries = await database.db.auditEntry.findMany({ orderBy: { sequence: 'desc' }, take: 2 });
    expect(entries.map(({ action, subjectId }) => [action, subjectId])).toEqual([
      ['alias.moved_outside', 'orders-prod'],
      ['alias.first_seen', 'orders-prod'],
    ]);
  });

  it('tells which stack owns the alias, and calls it drift when its template puts it elsewhere', async () => {
    const owned = { functionName: 'orders-prod', alias: 'live', logicalId: 'Live' };
    const owner = (version: number | null) => {
      const all = [fakeStack('shop', { aliases: [{ ...owned, version }] })];
      sight.stacks = { all, readAt: TEST_NOW, problem: null };
    };
    await lookRound(ctx, sight);
    expect((await liveFunction(ctx, 'orders-prod')).owner).toBeNull();
    owner(3);
    expect(await liveFunction(ctx, 'orders-prod')).toMatchObject({
      owner: { stack: 'shop', version: '3' },
      drift: [],
    });
    owner(null);
    expect(await liveFunction(ctx, 'orders-prod')).toMatchObject({ owner: { version: null }, drift: [] });
    owner(2);
    expect((await liveFunction(ctx, 'orders-prod')).drift).toEqual([
      {
        kind: 'stack_moves',
        sentence: 'Stack shop puts live at version 2: the next update of it moves the alias again.',
      },
    ]);
  });

  it('calls $LATEST drift, and has no target for it', async () => {
    world['orders-prod'] = { versions: [fakeVersion(1)], aliases: [fakeAlias('$LATEST')] };
    await lookRound(ctx, sight);
    const orders = await liveFunction(ctx, 'orders-prod');
    expect(orders).toMatchObject({
      version: '$LATEST',
      drift: [{ kind: 'latest' }],
      rollback: { toVersion: null },
    });
  });

  it('asks once for each function in a round, and for versions only where they may be new', async () => {
    await lookRound(ctx, sight);
    functions.asked.length = 0;
    await lookRound(ctx, sight);
    expect(functions.asked.sort()).toEqual(['aliases basket-prod', 'aliases orders-prod', 'list']);
    await ctx.pace.pause(6 * 60_000);
    await lookRound(ctx, sight);
    expect(functions.asked).toContain('versions orders-prod');
  });

  it('forgets a function that is gone', async () => {
    await lookRound(ctx, sight);
    delete world['orders-prod'];
    await lookRound(ctx, sight);
    expect((await liveFunctions(ctx)).functions.map(({ name }) => name)).toEqual(['basket-prod']);
  });

  it('has the alarms, red first', async () => {
    await lookRound(ctx, sight);
    expect((await listAlarms(ctx)).alarms).toMatchObject([
      { name: 'orders-errors', function: 'orders-prod' },
    ]);
  });
});

describe('the versions of a function', () => {
  it('say when each served, what changed and what is known against it', async () => {
    world['orders-prod'] = {
      versions: [
        fakeVersion(1),
        fakeVersion(2, {
          configuration: { ...fakeVersion(2).configuration, memoryMb: 256, environmentNames: ['API_KEY'] },
        }),
      ],
      aliases: [fakeAlias(1)],
    };
    await lookRound(ctx, sight);
    await ctx.pace.pause(60_000);
    Object.assign(alias('orders-prod'), fakeAlias(2, { second: { version: 1, weight: 0.1 } }));
    await lookRound(ctx, sight);
    const mark = {
      functionName: 'orders-prod',
      version: 1,
      reason: 'it hurt',
      markedBy: 'Ana',
      markedAt: TEST_NOW,
    };
    await database.db.badVersion.create({ data: mark });
    const { versions } = await functionVersions(ctx, 'orders-prod');
    expect([...sight.hurried]).toContain('orders-prod');
    const later = new Date(TEST_NOW.getTime() + 60_000).toISOString();
    expect(versions).toMatchObject([
      {
        version: '2',
        isLive: true,
        weight: 0.9,
        served: [{ from: later, until: null, by: null }],
        bad: null,
        changed: ['memory: 128 → 256', 'environment variable API_KEY added'],
      },
      {
        version: '1',
        isLive: false,
        weight: 0.1,
        served: [{ from: TEST_NOW.toISOString(), until: later, by: null }],
        bad: { reason: 'it hurt', by: 'Ana' },
        changed: [],
      },
    ]);
  });
});
