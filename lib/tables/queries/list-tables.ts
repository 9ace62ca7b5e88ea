import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import { environmentOf } from '#lib/core/environment-of';
import type { RecoveryWindow, Table, TableBackup } from '#lib/core/tables';
import type { ServedTable, ServedTables } from '#lib/tables/answers';
import { exportsTo } from '#lib/tables/queries/exports-to';
import { findTable } from '#lib/tables/queries/find-table';

/** Every table with what keeps it from being lost, the least protected first. */
export async function listTables(ctx: Ctx): Promise<ServedTables> {
  assertAllowed(ctx.actor, 'production.read');
  const { tables } = ctx.cloud;
  const [names, backups, uses] = await Promise.all([
    tables.list(ctx.signal),
    tables.backups(undefined, ctx.signal),
    ctx.db.tableUse.findMany(),
  ]);
  const found = await Promise.all(
    names.map(async (name) => {
      // A table may be deleted while the others are read.
      const table = await findTable(ctx, name);
      const recovery = table ? await tables.recovery(name, ctx.signal) : null;
      const functions = uses.find(({ tableName }) => tableName === name)?.functions ?? [];
      return table ? [servedTableOf(table, { recovery, backups, functions })] : [];
    }),
  );
  return {
    cloud: ctx.cloud.kind,
    region: ctx.cloud.region,
    tables: found.flat().sort((a, b) => risk(b) - risk(a) || (a.name < b.name ? -1 : 1)),
    exportsTo: exportsTo(ctx),
    readAt: ctx.now.toISOString(),
  };
}

interface Around {
  recovery: RecoveryWindow | null;
  /** Of this table, and maybe of others. */
  backups: readonly TableBackup[];
  functions: string[];
}

export function servedTableOf(table: Table, { recovery, backups, functions }: Around): ServedTable {
  const own = backups.filter((backup) => backup.table === table.name && backup.status === 'AVAILABLE');
  const newest = Math.max(...own.map(({ createdAt }) => createdAt.getTime()));
  return {
    name: table.name,
    environment: environmentOf(table.name),
    status: table.status,
    countedItems: table.countedItems,
    countedBytes: table.countedBytes,
    isProtected: table.isProtected,
    recovery: recovery
      ? {
          days: recovery.days,
          earliest: recovery.earliest.toISOString(),
          latest: recovery.latest.toISOString(),
        }
      : null,
    backups: own.length,
    newestBackupAt: own.length > 0 ? new Date(newest).toISOString() : null,
    functions,
    restoredFrom: table.origin?.sourceTableArn.split('/').at(-1) ?? null,
  };
}

function risk({ recovery, isProtected, backups }: ServedTable): number {
  return (recovery ? 0 : 4) + (backups > 0 ? 0 : 2) + (isProtected ? 0 : 1);
}
