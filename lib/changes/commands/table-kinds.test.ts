import { DeleteItemCommand, DeleteTableCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { executeChange } from '#lib/changes/commands/execute-change';
import { planChange } from '#lib/changes/commands/plan-change';
import { runChange } from '#lib/changes/commands/run-change';
import { getChange } from '#lib/changes/queries/changes';
import type { ChangeCreation } from '#lib/changes/schema';
import type { Ctx } from '#lib/core/ctx';
import type { RestoreReport } from '#lib/tables/restore-report';
import type { RestoreFrom } from '#lib/tables/schema';
import { TEST_ADMIN } from '#lib/testing/ctx';
import { createSandboxTable, sandboxItems } from '#lib/testing/sandbox-table';
import { type TableWorld, tableWorld } from '#lib/testing/table-world';

const ITEMS = 60;
const reason = 'Before the new format';
const environment = 'prod';

let world: TableWorld;
let table = '';
let target = '';
let made = 0;

beforeAll(async () => {
  world = await tableWorld();
});
afterAll(() => world.close());

beforeEach(async () => {
  made += 1;
  table = `careervp-prod-docs-${made}`;
  target = `${table}-restore`;
  await createSandboxTable(world.sandbox, world.dynamo, table, sandboxItems(ITEMS));
});

/** The product's clock, which the sandbox's follows. */
function now(): Ctx {
  const at = world.ctx.pace.clock();
  return { ...world.ctx, now: at, actor: { ...TEST_ADMIN, authenticatedAt: at } };
}

const planBackup = (more: object = {}) =>
  planChange<'table-backup'>(now(), {
    kind: 'table-backup',
    environment,
    reason,
    tables: [{ table, backup: true, ...more }],
  });
const planRestore = (from: RestoreFrom) =>
  planChange<'table-restore'>(now(), { kind: 'table-restore', environment, reason, table, from });

async function carryOut({
  id,
  planHash,
  confirmation,
}: {
  id: string;
  planHash: string;
  confirmation: string;
}) {
  await executeChange(now(), id, { planHash, confirmation });
  await runChange(now(), id);
  return getChange(now(), id);
}

async function backUp(): Promise<string> {
  await carryOut(await planBackup());
  const [backup] = await world.cloud.tables.backups(table);
  return backup?.arn ?? '';
}

/** Runs as a process does that is killed at its so manieth call of AWS, and then another that goes on. */
async function killedAt(id: string, call: number): Promise<void> {
  let calls = 0;
  const dying = new Proxy(world.cloud, {
    get(cloud, name) {
      const port: unknown = Reflect.get(cloud, name);
      if (typeof port !== 'object' || port === null) return port;
      return new Proxy(port, {
        get(one, method) {
          calls += 1;
          if (calls > call) return () => new Promise(() => undefined);
          return Reflect.get(one, method);
        },
      });
    },
  });
  void runChange({ ...now(), cloud: dying }, id);
  while (calls <= call) await new Promise((next) => setImmediate(next));
}

async function asked(operation: string, name: string): Promise<number> {
  const calls = await world.sandbox.calls();
  return calls.filter(({ operation: one, input }) => one === operation && Object.values(input).includes(name))
    .length;
}

const reportOf = (change: { result: unknown }) => change.result as RestoreReport;

describe('a backup', () => {
  it('says what it will do, does it, and leaves each line in the audit', async () => {
    const change = await planBackup({ export: { of: 'matching', attribute: 'plan', value: 'premium' } });
    expect(change.plan).toMatchObject([
      { table, recovery: 'off', export: { to: expect.stringContaining(table) } },
    ]);
    expect(change.checks.map(({ id, status }) => [id, status])).toEqual([
      ['plan_fresh', 'pass'],
      ['no_other_change', 'pass'],
      ['signed_in_recently', 'pass'],
    ]);
    expect(await world.cloud.tables.backups(table)).toEqual([]);
    const done = await carryOut(change);
    const [name] = change.plan.map((planned) => planned.name);
    expect(done).toMatchObject({
      status: 'done',
      result: [{ table, backupName: name, exported: { by: 'scan', items: 12 } }],
    });
    expect(await world.cloud.tables.backups(table)).toMatchObject([{ name, status: 'AVAILABLE' }]);
    expect(await world.database.db.ownBackup.findMany({ where: { tableName: table } })).toMatchObject([
      { changeId: change.id, madeBy: TEST_ADMIN.name },
    ]);
    const entries = await world.database.db.auditEntry.findMany({
      where: { subjectId: change.id },
      orderBy: { sequence: 'asc' },
    });
    expect(entries.map(({ action }) => action)).toEqual([
      'table-backup.planned',
      'table-backup.started',
      'table-backup.recovery_intended',
      'table-backup.recovery_done',
      'table-backup.backup_intended',
      'table-backup.backup_done',
      'table-backup.export_intended',
      'table-backup.export_done',
      'table-backup.done',
    ]);
  });

  it.each([1, 2, 3, 4, 5, 6])('is one backup when it was killed at call %i', async (call) => {
    const change = await planBackup();
    await executeChange(now(), change.id, change);
    await killedAt(change.id, call);
    await runChange(now(), change.id);
    expect(await getChange(now(), change.id)).toMatchObject({ status: 'done' });
    expect(await world.cloud.tables.backups(table)).toHaveLength(1);
    expect(await asked('UpdateContinuousBackups', table)).toBe(1);
  });

  it('is recovery alone when nothing else is asked for, and nothing where that is on', async () => {
    const done = await carryOut(await planBackup({ backup: false }));
    expect(done).toMatchObject({ status: 'done', result: [{ table, recovery: 'off', backupArn: null }] });
    expect(await world.cloud.tables.recovery(table)).not.toBeNull();
    expect(await world.cloud.tables.backups(table)).toEqual([]);
    await expect(planBackup({ backup: false })).rejects.toMatchObject({ code: 'unprocessable' });
  });

  it('fails with what AWS said', async () => {
    const change = await planBackup();
    await world.sandbox.misbehave({
      operation: 'CreateBackup',
      fault: 'error',
      type: 'LimitExceededException',
      status: 400,
    });
    expect(await carryOut(change)).toMatchObject({ status: 'failed' });
    expect(await world.cloud.tables.backups(table)).toEqual([]);
  });

  it('is refused for what is not there or elsewhere, all at once', async () => {
    const tables = ['careervp-prod-nobody', 'careervp-dev-users'].map((name) => ({
      table: name,
      backup: true,
    }));
    const asking = planChange<'table-backup'>(now(), { kind: 'table-backup', environment, reason, tables });
    await expect(asking).rejects.toMatchObject({
      code: 'unprocessable',
      errors: [{ path: 'tables.0' }, { path: 'tables.1' }],
    });
  });

  it('writes nothing when the table was made anew since the plan', async () => {
    const change = await planBackup();
    await world.dynamo.send(new DeleteTableCommand({ TableName: table }));
    await createSandboxTable(world.sandbox, world.dynamo, table);
    await expect(carryOut(change)).rejects.toMatchObject({ code: 'plan_stale' });
    expect(await world.cloud.tables.backups(table)).toEqual([]);
  });
});

describe('a restore', () => {
  it('makes the table again beside itself, with what a restore loses, and finds it identical', async () => {
    const { tableRestorer } = world.cloud;
    await tableRestorer.setTimeToLive(table, 'expiresAt');
    await tableRestorer.setStream(table, 'NEW_IMAGE');
    await tableRestorer.protect(table);
    const change = await planRestore({ backupArn: await backUp() });
    const done = await carryOut(change);
    expect(done.status).toBe('done');
    expect(reportOf(done)).toMatchObject({
      verdict: 'identical',
      target,
      shape: [],
      settings: [],
      restored: { items: ITEMS },
      source: { items: ITEMS, hash: reportOf(done).restored.hash },
      backupItems: ITEMS,
      sample: { compared: 50, differing: [] },
      restoreSeconds: 60,
    });
    const restored = await world.cloud.tables.table(target);
    expect(restored).toMatchObject({ stream: 'NEW_IMAGE', isProtected: true });
    expect(await world.cloud.tables.tags(restored.arn)).toEqual({ application: 'careervp' });
    expect(await world.cloud.tables.timeToLive(target)).toBe('expiresAt');
    expect(await world.cloud.tables.recovery(target)).toMatchObject({ days: 35 });
    const [kept] = await world.database.db.tableRestore.findMany({ where: { tableName: table } });
    expect(kept?.activeAt?.getTime()).toBeGreaterThan(kept?.begunAt.getTime() ?? Infinity);
  });

  it('names what the source holds otherwise now, and does not call it a fault', async () => {
    const backupArn = await backUp();
    const item = { user: { S: 'u-3' }, number: { N: '3' }, text: { S: 'changed' } };
    await world.dynamo.send(new PutItemCommand({ TableName: table, Item: item }));
    await world.dynamo.send(new PutItemCommand({ TableName: table, Item: { ...item, user: { S: 'new' } } }));
    const Key = { user: { S: 'u-7' }, number: { N: '7' } };
    await world.dynamo.send(new DeleteItemCommand({ TableName: table, Key }));
    const done = await carryOut(await planRestore({ backupArn }));
    expect(done.status).toBe('done');
    expect(reportOf(done)).toMatchObject({
      verdict: 'source_differs',
      differences: {
        onlyInSource: { count: 1, keys: ['user new, number 3'] },
        onlyInRestore: { count: 1, keys: ['user u-7, number 7'] },
        changed: { count: 1, keys: ['user u-3, number 3'] },
      },
    });
    expect(reportOf(done).sample.differing.length).toBeGreaterThan(0);
  });

  it('goes back to a point in time, the newest when none is named', async () => {
    await backUp();
    await world.sandbox.step(3600);
    const change = await planRestore({ latest: true });
    expect(change.plan[0]?.from).toMatchObject({ kind: 'moment' });
    const done = await carryOut(change);
    expect(reportOf(done)).toMatchObject({ verdict: 'identical', backupItems: null });
  });

  it.each([
    ['lost after it was begun', { fault: 'lose-answer' }, 1],
    ['lost before it arrived', { fault: 'reset' }, 2],
  ])('is found when its answer was %s', async (_, fault, calls) => {
    const change = await planRestore({ backupArn: await backUp() });
    await world.sandbox.misbehave({ operation: 'RestoreTableFromBackup', ...fault });
    expect(reportOf(await carryOut(change))).toMatchObject({ verdict: 'identical' });
    expect(await asked('RestoreTableFromBackup', target)).toBe(calls);
  });

  it.each([1, 3, 4, 6, 9, 14, 19, 24, 30])('is one restore when it was killed at call %i', async (call) => {
    const change = await planRestore({ backupArn: await backUp() });
    await executeChange(now(), change.id, change);
    await killedAt(change.id, call);
    await runChange(now(), change.id);
    const done = await getChange(now(), change.id);
    expect(reportOf(done)).toMatchObject({ verdict: 'identical', restored: { items: ITEMS } });
    expect(await asked('RestoreTableFromBackup', target)).toBe(1);
  });

  it('is a mismatch that names what a restore lost and nobody could give back', async () => {
    const change = await planRestore({ backupArn: await backUp() });
    const refused = { operation: 'TagResource', fault: 'error', type: 'AccessDeniedException', status: 403 };
    await world.sandbox.misbehave(refused);
    const done = await carryOut(change);
    expect(done.status).toBe('failed');
    expect(reportOf(done)).toMatchObject({
      verdict: 'mismatch',
      settings: ['tags application=careervp became tags none'],
    });
  });

  it('brings back a table that is gone, and says what nobody can compare any more', async () => {
    const backupArn = await backUp();
    await world.dynamo.send(new DeleteTableCommand({ TableName: table }));
    const change = await planRestore({ backupArn });
    expect(change.plan[0]?.settings).toBeNull();
    const done = await carryOut(change);
    expect(reportOf(done)).toMatchObject({
      verdict: 'source_gone',
      restored: { items: ITEMS },
      source: null,
    });
  });

  it('is refused while there is such a table, and says what to do', async () => {
    const backupArn = await backUp();
    const change = await planRestore({ backupArn });
    await createSandboxTable(world.sandbox, world.dynamo, target);
    const again = planRestore({ backupArn });
    await expect(again).rejects.toMatchObject({
      code: 'unprocessable',
      message: expect.stringContaining('delete it'),
    });
    await expect(carryOut(change)).rejects.toMatchObject({ code: 'conflict' });
  });

  it.each<[string, RestoreFrom, string]>([
    [
      'a backup that is not there',
      { backupArn: `arn:aws:dynamodb:us-east-1:0:table/x/backup/${'0'.repeat(30)}` },
      'no such backup',
    ],
    ['a time before recovery', { at: '2020-01-01T00:00:00Z' }, 'is off'],
    ['the newest point without recovery', { latest: true }, 'is off'],
  ])('is refused from %s', async (_, from, words) => {
    await expect(planRestore(from)).rejects.toMatchObject({
      code: 'unprocessable',
      message: expect.stringContaining(words),
    });
  });

  it('writes nothing when what the source had was changed since the plan', async () => {
    const change = await planRestore({ backupArn: await backUp() });
    const { arn } = await world.cloud.tables.table(table);
    await world.cloud.tableRestorer.tag(arn, { owner: 'ben' });
    await expect(carryOut(change)).rejects.toMatchObject({
      code: 'plan_stale',
      message: expect.stringContaining('owner=ben'),
    });
    expect(await world.cloud.tables.list()).not.toContain(target);
  });

  it('is not for a viewer', async () => {
    const viewer = { ...now(), actor: { ...TEST_ADMIN, role: 'viewer' as const } };
    const creation: ChangeCreation = {
      kind: 'table-restore',
      environment,
      reason,
      table,
      from: { latest: true },
    };
    await expect(planChange(viewer, creation)).rejects.toMatchObject({ code: 'forbidden' });
  });
});
