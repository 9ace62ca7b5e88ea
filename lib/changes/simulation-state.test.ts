import { afterEach, expect, it } from 'vitest';
import { canonicalJson } from '#lib/core/canonical-json';
import type { Database } from '#lib/core/database';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { memoryDatabase } from '#lib/testing/simulator/memory/memory-database';
import { readModels } from '#lib/testing/simulator/memory/models';
import { runSchedule } from '#lib/testing/simulator/run-schedule';

let database: TestDatabase;

afterEach(() => database.close());

/** Everything that a schedule leaves behind; the audit's hashes cover who did what, when and in which order. */
async function stateOf(db: Database) {
  const state = {
    entries: await db.auditEntry.findMany({
      orderBy: { sequence: 'asc' },
      select: { hash: true, action: true },
    }),
    changes: await db.change.findMany({ orderBy: { id: 'asc' } }),
    steps: await db.changeStep.findMany({ orderBy: [{ changeId: 'asc' }, { sequence: 'asc' }] }),
    events: (await db.changeEvent.findMany({ orderBy: { id: 'asc' } })).map(({ id: _id, ...event }) => event),
    taken: await db.activeTarget.findMany({ orderBy: { target: 'asc' } }),
    moves: await db.aliasMove.findMany({ orderBy: { id: 'asc' } }),
    marks: await db.badVersion.findMany({ orderBy: [{ functionName: 'asc' }, { version: 'asc' }] }),
    locks: await db.deployLock.findMany({ orderBy: { id: 'asc' } }),
    decisions: await db.alarmDecision.findMany({ orderBy: { id: 'asc' } }),
    automatic: await db.automaticRollback.findMany({ orderBy: { deploymentId: 'asc' } }),
    heard: await db.heardMessage.findMany({ orderBy: { id: 'asc' } }),
    incidents: await db.incident.findMany({ orderBy: { id: 'asc' } }),
    told: (await db.incidentEvent.findMany({ orderBy: { id: 'asc' } })).map(({ id: _id, ...event }) => event),
    items: await db.checklistItem.findMany({ orderBy: [{ incidentId: 'asc' }, { item: 'asc' }] }),
    answers: await db.idempotencyRecord.findMany({ orderBy: [{ actorId: 'asc' }, { key: 'asc' }] }),
  };
  return JSON.parse(canonicalJson(JSON.parse(JSON.stringify(state))));
}

it.each([1, 2, 3, 6, 20])('the state in memory behaves as PostgreSQL does, under seed %i', async (seed) => {
  const memory = memoryDatabase(readModels());
  const inMemory = await runSchedule(seed, { kept: memory });
  database = await testDatabase();
  const inPostgres = await runSchedule(seed, { kept: { db: database.db, rows: () => [] } });
  expect(inPostgres.trace).toEqual(inMemory.trace);
  expect(await stateOf(database.db)).toEqual(await stateOf(memory.db));
});
