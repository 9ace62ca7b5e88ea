import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { backUpTable } from '#lib/tables/commands/back-up-table';
import { tablesOfFunction } from '#lib/tables/queries/tables-of-function';
import { TEST_ADMIN, TEST_NOW } from '#lib/testing/ctx';
import { createSandboxTable, sandboxItems } from '#lib/testing/sandbox-table';
import { type TableWorld, tableWorld } from '#lib/testing/table-world';

const CHANGE = '00000000-0000-4000-8000-00000000c0de';

let world: TableWorld;
let table = '';
let made = 0;

beforeAll(async () => {
  world = await tableWorld();
});
afterAll(() => world.close());

beforeEach(async () => {
  made += 1;
  table = `documents-${made}`;
  await createSandboxTable(world.sandbox, world.dynamo, table, sandboxItems(50));
});

function backUp(more: Partial<Parameters<typeof backUpTable>[1]> = {}) {
  return backUpTable(world.ctx, { table, name: 'pre-deploy-1', changeId: CHANGE, ...more });
}

async function asked(operation: string): Promise<number> {
  const calls = await world.sandbox.calls();
  return calls.filter((call) => call.operation === operation && call.input.TableName === table).length;
}

describe('backing a table up', () => {
  it('turns recovery on, makes a backup that can be restored, and says who made it', async () => {
    expect(await backUp()).toMatchObject({
      outcome: 'done',
      value: { table, backupName: 'pre-deploy-1', recovery: 'off', exported: null },
    });
    expect(await world.cloud.tables.recovery(table)).not.toBeNull();
    const [backup, ...others] = await world.cloud.tables.backups(table);
    expect(others).toEqual([]);
    expect(backup).toMatchObject({ name: 'pre-deploy-1', status: 'AVAILABLE' });
    const kept = await world.database.db.ownBackup.findMany({ where: { tableName: table } });
    expect(kept).toMatchObject([{ arn: backup?.arn, changeId: CHANGE, madeBy: TEST_ADMIN.name }]);
  });

  it('is one backup and one entry, however often it is asked for by the same name', async () => {
    const first = await backUp();
    expect(await backUp()).toMatchObject({ outcome: 'done', value: { recovery: 'on' } });
    expect(await world.cloud.tables.backups(table)).toHaveLength(1);
    const where = { subjectId: table, action: 'table.backed_up' };
    expect(await world.database.db.auditEntry.count({ where })).toBe(1);
    expect(first.outcome).toBe('done');
    await backUp({ name: 'pre-deploy-2' });
    expect(await world.cloud.tables.backups(table)).toHaveLength(2);
  });

  it.each([
    ['lost after it was made', { fault: 'lose-answer' }, 1],
    ['lost before it arrived', { fault: 'reset' }, 2],
    ['garbled', { fault: 'garbage', isApplied: true }, 1],
  ])('finds a backup whose answer was %s', async (_, fault, calls) => {
    await world.sandbox.misbehave({ operation: 'CreateBackup', ...fault });
    expect(await backUp()).toMatchObject({ outcome: 'done' });
    expect(await world.cloud.tables.backups(table)).toHaveLength(1);
    expect(await asked('CreateBackup')).toBe(calls);
  });

  it('begins no new recovery window where the answer to turning it on was lost', async () => {
    await world.sandbox.misbehave({ operation: 'UpdateContinuousBackups', fault: 'lose-answer' });
    expect(await backUp()).toMatchObject({ outcome: 'done', value: { recovery: 'off' } });
    expect(await asked('UpdateContinuousBackups')).toBe(1);
  });

  it('says why when AWS refuses, and keeps nothing', async () => {
    await world.sandbox.misbehave({
      operation: 'CreateBackup',
      fault: 'error',
      type: 'AccessDeniedException',
      status: 403,
    });
    expect(await backUp()).toMatchObject({ outcome: 'refused', why: expect.stringContaining('back up') });
    expect(await world.database.db.ownBackup.count({ where: { tableName: table } })).toBe(0);
    await expect(backUp({ table: 'nobody' })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('exporting critical items', () => {
  it('writes the chosen ones to S3 in the format of AWS, with what they are', async () => {
    const selection = { of: 'matching', attribute: 'plan', value: 'premium' } as const;
    const end = await backUp({ selection });
    const exported = end.outcome === 'done' ? end.value.exported : null;
    expect(exported).toMatchObject({ by: 'scan', items: 10 });
    const summary = JSON.parse(Buffer.from(await world.objectAt(exported?.manifest ?? '')).toString());
    expect(summary).toMatchObject({ table, selection, itemCount: 10 });
    const file = await world.objectAt(`s3://${world.cloud.exportBucket?.bucket}/${summary.files[0].key}`);
    const lines = gunzipSync(file).toString().trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).Item.plan.S)).toEqual(Array(10).fill('premium'));
  });

  it('reads a table that has been recoverable for minutes only, and has AWS export it later', async () => {
    const selection = { of: 'all' } as const;
    expect(await backUp({ selection })).toMatchObject({ value: { exported: { by: 'scan', items: 50 } } });
    await world.sandbox.step(3600);
    await world.sandbox.misbehave({ operation: 'ExportTableToPointInTime', fault: 'lose-answer' });
    const later = await backUp({ name: 'pre-deploy-2', selection });
    expect(later).toMatchObject({ value: { exported: { by: 'aws', items: 50 } } });
  });

  it('survives lost answers of S3, and is refused where no place is configured', async () => {
    const selection = { of: 'matching', attribute: 'plan', value: 'free' } as const;
    await world.sandbox.misbehave({ operation: 'PutObject', fault: 'lose-answer', times: 2 });
    expect(await backUp({ selection })).toMatchObject({ value: { exported: { items: 40 } } });
    const cloud = { ...world.cloud, exportBucket: null };
    const homeless = backUpTable(
      { ...world.ctx, cloud },
      { table, name: 'again', changeId: null, selection },
    );
    expect(await homeless).toMatchObject({
      outcome: 'refused',
      why: expect.stringContaining('TABLE_EXPORT_S3'),
    });
  });
});

describe('the tables of a function', () => {
  it('are those that people named', async () => {
    const told = { version: 1, updatedBy: 'Ana', updatedAt: TEST_NOW };
    const uses = [
      { tableName: `${table}-b`, functions: ['orders', 'basket'], ...told },
      { tableName: `${table}-a`, functions: ['orders'], ...told },
    ];
    await world.database.db.tableUse.createMany({ data: uses });
    expect(await tablesOfFunction(world.ctx, 'orders')).toEqual([`${table}-a`, `${table}-b`]);
    expect(await tablesOfFunction(world.ctx, 'nobody')).toEqual([]);
  });
});
