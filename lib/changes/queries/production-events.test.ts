import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { productionEvents } from '#lib/changes/queries/production-events';
import type { Ctx } from '#lib/core/ctx';
import type { FunctionVersion } from '#lib/core/functions';
import { TEST_ADMIN, TEST_NOW, testCtx } from '#lib/testing/ctx';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { fakeVersion } from '#lib/testing/fake-functions';

const NAME = 'careervp-prod-vpr';
const PERIOD = { from: '2026-03-02T07:00:00.000Z', to: '2026-03-02T09:00:00.000Z', limit: 200 };
const minutesAgo = (minutes: number) => new Date(TEST_NOW.getTime() - minutes * 60_000);

let database: TestDatabase;
let ctx: Ctx;

const version = (number: number, memoryMb: number): FunctionVersion => {
  const found = fakeVersion(number);
  return { ...found, configuration: { ...found.configuration, memoryMb } };
};

beforeAll(async () => {
  database = await testDatabase();
  const seen = {
    name: NAME,
    aliases: [],
    versions: [version(1, 256), version(2, 512), version(3, 512)],
    versionsReadAt: TEST_NOW,
    readAt: TEST_NOW,
  };
  ctx = testCtx({
    db: database.db,
    lookout: {
      hurry: () => undefined,
      now: () => ({
        functions: new Map([[NAME, seen]]),
        expected: 1,
        stacks: { all: [], readAt: null, problem: null },
        alarms: [],
        points: new Map(),
        readAt: TEST_NOW,
        problem: null,
      }),
    },
  });
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.change.deleteMany();
  await database.db.aliasMove.deleteMany();
});

let revisions = 0;
async function move(toVersion: number | null, seenAt: Date, more: object = {}): Promise<void> {
  revisions += 1;
  const key = { id: crypto.randomUUID(), functionName: NAME, alias: 'live', revisionId: `r${revisions}` };
  await database.db.aliasMove.create({ data: { ...key, toVersion, seenAt, isFirstSight: false, ...more } });
}

async function rollback(startedAt: Date | null, id: string = crypto.randomUUID()): Promise<string> {
  const plan = [{ function: NAME, alias: 'live', fromVersion: '2', toVersion: '1' }];
  await database.db.change.create({
    data: {
      ...{ id, kind: 'rollback', environment: 'prod', reason: 'It fails', plan, startedAt },
      ...{ status: startedAt ? 'running' : 'planned', planHash: '0'.repeat(64), confirmation: 'prod' },
      ...{ requesterKind: 'person', requesterId: TEST_ADMIN.id, requesterName: TEST_ADMIN.name },
      createdAt: minutesAgo(60),
    },
  });
  return id;
}

describe('what happened to production', () => {
  it('is changes from here and moves from outside, the newest first, with what is configured otherwise', async () => {
    await move(1, minutesAgo(300), { isFirstSight: true });
    await move(2, minutesAgo(90));
    const id = await rollback(minutesAgo(30));
    const { events } = await productionEvents(ctx, PERIOD);
    expect(events).toMatchObject([
      {
        id,
        kind: 'rollback',
        sentence: `Roll back ${NAME} in prod`,
        state: 'running',
        by: TEST_ADMIN.name,
        details: ['memory: 512 → 256'],
        href: `/changes/${id}`,
      },
      {
        kind: 'moved-outside',
        sentence: `live of ${NAME} moved from version 1 to version 2`,
        state: null,
        details: ['memory: 256 → 512'],
        href: `/live?function=${NAME}`,
      },
    ]);
  });

  it('leaves out what was only planned, first sights, own moves, and what lies outside the half-open period', async () => {
    await rollback(null);
    await rollback(new Date(PERIOD.to));
    await move(1, minutesAgo(60), { isFirstSight: true });
    await move(2, minutesAgo(50), { movedBy: TEST_ADMIN.name });
    await move(3, minutesAgo(121));
    expect((await productionEvents(ctx, PERIOD)).events).toEqual([]);
  });

  it.each([
    ['to $LATEST', null, `live of ${NAME} moved from version 3 to $LATEST`],
    ['between versions of one configuration', 2, `live of ${NAME} moved from version 3 to version 2`],
  ])('says a move %s without inventing differences', async (_, toVersion, sentence) => {
    await move(3, minutesAgo(200));
    await move(toVersion, minutesAgo(10));
    expect((await productionEvents(ctx, PERIOD)).events).toMatchObject([{ sentence, details: [] }]);
  });

  it('does not say where from when nobody saw that', async () => {
    await move(2, minutesAgo(10));
    const { events } = await productionEvents(ctx, PERIOD);
    expect(events).toMatchObject([{ sentence: `live of ${NAME} moved to version 2`, details: [] }]);
  });

  it('is at most as long as was asked', async () => {
    for (const minutes of [10, 20, 30]) await move(1, minutesAgo(minutes));
    const { events } = await productionEvents(ctx, { ...PERIOD, limit: 2 });
    expect(events.map(({ at }) => at)).toEqual(
      [minutesAgo(10), minutesAgo(20)].map((at) => at.toISOString()),
    );
  });
});
