import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '#lib/core/ctx';
import { lookAtIncident } from '#lib/incidents/commands/look-at-incident';
import { getIncident } from '#lib/incidents/queries/get-incident';
import { rollbacksOf } from '#lib/incidents/queries/rollbacks-of';
import { TEST_NOW } from '#lib/testing/ctx';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { begunRollback, followIn, incidentCtx } from '#lib/testing/incidents';

const MOVED_AT = new Date(TEST_NOW.getTime() + 40_000);
const ENDED_AT = new Date(TEST_NOW.getTime() + 55_000);

let database: TestDatabase;
let ctx: Ctx;
let made = 0;
let name = '';

beforeAll(async () => {
  database = await testDatabase();
  ctx = incidentCtx({ db: database.db });
});
afterAll(() => database.close());
/** The rollback of a stack that has ended, and its incident; with the alias that it moved, or without any. */
async function tookBack({ isMoving }: { isMoving: boolean }) {
  made += 1;
  name = `careervp-prod-orders-${made}`;
  const stack = `orders-${made}`;
  const change = await begunRollback(ctx, {
    ...{ kind: 'stack-rollback', deed: `Roll back stack ${stack}`, targets: [`stack:${stack}`] },
    functions: [name],
  });
  const alias = { function: name, alias: 'live', revisionId: 'r1' };
  const moved = isMoving ? [{ ...alias, revisionId: 'r2', version: 11 }] : [];
  const planned = { ...alias, fromVersion: '12', fromWeights: {} };
  await database.db.change.update({
    where: { id: change.id },
    data: {
      ...{ status: 'done', finishedAt: ENDED_AT },
      plan: [{ stack, action: 'rollback', aliases: isMoving ? [planned] : [], functions: [name] }],
      result: { finalStatus: 'UPDATE_ROLLBACK_COMPLETE', moved },
    },
  });
  if (isMoving) {
    const move = {
      functionName: name,
      alias: 'live',
      revisionId: 'r2',
      toVersion: 11,
      isFirstSight: false,
    };
    await database.db.aliasMove.create({
      data: { ...move, id: ctx.newId(), seenAt: MOVED_AT, changeId: change.id, movedBy: 'Eva' },
    });
  }
  await followIn(ctx, 'begun', change);
  const { incidentId } = await database.db.change.findUniqueOrThrow({ where: { id: change.id } });
  return incidentId ?? '';
}

describe('the rollback of a stack in its incident', () => {
  it('has the moves that the stack made, at the time when it made them', async () => {
    const id = await tookBack({ isMoving: true });
    expect(await rollbacksOf(database.db, id)).toMatchObject([
      {
        kind: 'stack-rollback',
        movedAt: MOVED_AT,
        moves: [{ function: name, alias: 'live', fromVersion: '12', toVersion: '11' }],
      },
    ]);
    expect((await getIncident(ctx, id)).timings.act.seconds).toBe(40);
  });

  it('is over with the change where it moved no alias, and has no version to read back', async () => {
    const id = await tookBack({ isMoving: false });
    expect(await rollbacksOf(database.db, id)).toMatchObject([{ movedAt: ENDED_AT, moves: [] }]);
    await lookAtIncident(ctx, id);
    const { items } = await getIncident(ctx, id);
    const itemOf = (item: string) => items.find((one) => one.item === item);
    expect(itemOf('execute_rollback')).toMatchObject({
      state: 'ticked',
      evidence: { sentence: 'The stack is taken back.' },
    });
    expect(itemOf('versions_updated')).toMatchObject({ state: 'open', look: { result: 'unable' } });
  });
});
