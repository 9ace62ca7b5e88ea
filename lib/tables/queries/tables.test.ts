import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { backUpTable } from '#lib/tables/commands/back-up-table';
import { saveTableUse } from '#lib/tables/commands/save-table-use';
import { seedTableUses } from '#lib/tables/commands/seed-table-uses';
import { DEMO_USES } from '#lib/tables/demo-uses';
import { historySentence } from '#lib/tables/history-sentence';
import { getTable } from '#lib/tables/queries/get-table';
import { listTables } from '#lib/tables/queries/list-tables';
import { restoreHistory } from '#lib/tables/queries/restore-history';
import { tableBackups } from '#lib/tables/queries/table-backups';
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
  table = `careervp-prod-docs-${made}`;
  await createSandboxTable(world.sandbox, world.dynamo, table, sandboxItems(10));
});

describe('tables', () => {
  it('are listed with what keeps them, the least protected first', async () => {
    const safe = `${table}-safe`;
    await createSandboxTable(world.sandbox, world.dynamo, safe);
    await backUpTable(world.ctx, { table: safe, name: 'pre-deploy-1', changeId: null });
    const { tables, exportsTo, cloud } = await listTables(world.ctx);
    expect([cloud, exportsTo]).toEqual(['sandbox', 's3://careervp-exports/tables/']);
    const own = tables.filter(({ name }) => name.startsWith(table));
    expect(own.map(({ name }) => name)).toEqual([table, safe]);
    expect(own[0]).toMatchObject({ environment: 'prod', recovery: null, backups: 0, newestBackupAt: null });
    expect(own[1]).toMatchObject({ recovery: { days: 35 }, backups: 1 });
  });

  it('are told one by one, with their settings and restores', async () => {
    const begunAt = new Date(TEST_NOW.getTime() - 60_000);
    const restore = { tableName: table, targetName: `${table}-restore`, backupArn: null, moment: TEST_NOW };
    await world.database.db.tableRestore.create({
      data: { changeId: CHANGE, ...restore, bytes: 1n, begunAt, activeAt: TEST_NOW },
    });
    expect(await getTable(world.ctx, table)).toMatchObject({
      name: table,
      tags: { application: 'careervp' },
      timeToLive: null,
      usesVersion: 0,
      restores: [{ changeId: CHANGE, seconds: 60 }],
    });
    expect(await restoreHistory(world.ctx)).toEqual({ count: 1, medianSeconds: 60, slowestSeconds: 60 });
    await expect(getTable(world.ctx, 'nobody')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('tell their backups with who made them, and those made elsewhere without', async () => {
    await backUpTable(world.ctx, { table, name: 'pre-deploy-1', changeId: CHANGE });
    await world.cloud.tableKeeper.createBackup(table, 'elsewhere');
    const { backups } = await tableBackups(world.ctx, table);
    expect(backups.map(({ name, madeBy, changeId }) => [name, madeBy, changeId])).toEqual([
      ['elsewhere', null, null],
      ['pre-deploy-1', TEST_ADMIN.name, CHANGE],
    ]);
    expect((await tableBackups(world.ctx, 'nobody')).backups).toEqual([]);
  });
});

describe('the functions of a table', () => {
  it('are said by people, by version, each time in the audit', async () => {
    const first = await saveTableUse(world.ctx, table, { functions: ['orders', 'basket'], version: 0 });
    expect(first).toMatchObject({
      functions: ['basket', 'orders'],
      usesVersion: 1,
      usesSaidBy: TEST_ADMIN.name,
    });
    const second = await saveTableUse(world.ctx, table, { functions: [], version: 1 });
    expect(second).toMatchObject({ functions: [], usesVersion: 2 });
    const where = { subjectId: table, action: 'table.functions_named' };
    expect(await world.database.db.auditEntry.count({ where })).toBe(2);
  });

  it('are not said over somebody else', async () => {
    await saveTableUse(world.ctx, table, { functions: ['orders'], version: 0 });
    const late = saveTableUse(world.ctx, table, { functions: ['basket'], version: 0 });
    await expect(late).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Test Admin'),
    });
    const early = saveTableUse(world.ctx, table, { functions: ['basket'], version: 7 });
    await expect(early).rejects.toMatchObject({ code: 'conflict' });
    expect((await getTable(world.ctx, table)).functions).toEqual(['orders']);
  });

  it('are known of the demo, until somebody says something', async () => {
    await world.database.db.tableUse.deleteMany();
    await seedTableUses(world.ctx);
    const uses = await world.database.db.tableUse.findMany({ orderBy: { tableName: 'asc' } });
    expect(uses.map(({ tableName }) => tableName)).toEqual(Object.keys(DEMO_USES).sort());
    await world.database.db.tableUse.deleteMany();
    await seedTableUses(world.ctx);
    expect(await world.database.db.tableUse.count()).toBe(0);
  });

  it('are not said by those who only read', async () => {
    const viewer = { ...world.ctx, actor: { ...TEST_ADMIN, role: 'viewer' as const } };
    const saying = saveTableUse(viewer, table, { functions: ['orders'], version: 0 });
    await expect(saying).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('how long a restore may take', () => {
  it.each([
    [{ count: 0, medianSeconds: null, slowestSeconds: null }, /^No restore has run here yet\. AWS says/],
    [{ count: 1, medianSeconds: 60, slowestSeconds: 60 }, /^The one restore here took 1 min\.$/],
    [{ count: 3, medianSeconds: 45, slowestSeconds: 3600 }, /took 45 s in the middle, and 1 h at most\.$/],
  ])('of %j is said', (history, words) => {
    expect(historySentence(history)).toMatch(words);
  });
});
