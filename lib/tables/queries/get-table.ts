import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import { AppError } from '#lib/core/errors';
import type { ServedRestore, TableDetails } from '#lib/tables/answers';
import { exportsTo } from '#lib/tables/queries/exports-to';
import { findTable } from '#lib/tables/queries/find-table';
import { servedTableOf } from '#lib/tables/queries/list-tables';
import type { TableRestore } from '#prisma/generated/client';

const RESTORES = 20;

/** All that is known of one table, read now. */
export async function getTable(ctx: Ctx, name: string): Promise<TableDetails> {
  assertAllowed(ctx.actor, 'production.read');
  const { tables } = ctx.cloud;
  const table = await findTable(ctx, name);
  if (!table) {
    throw new AppError('not_found', `There is no table ${name}. Its backups may still be there.`);
  }
  const [recovery, backups, tags, timeToLive, use, restores] = await Promise.all([
    tables.recovery(name, ctx.signal),
    tables.backups(name, ctx.signal),
    tables.tags(table.arn, ctx.signal),
    tables.timeToLive(name, ctx.signal),
    ctx.db.tableUse.findUnique({ where: { tableName: name } }),
    ctx.db.tableRestore.findMany({
      where: { tableName: name },
      orderBy: { begunAt: 'desc' },
      take: RESTORES,
    }),
  ]);
  return {
    ...servedTableOf(table, { recovery, backups, functions: use?.functions ?? [] }),
    arn: table.arn,
    createdAt: table.createdAt.toISOString(),
    shape: table.shape,
    stream: table.stream,
    timeToLive,
    tags,
    usesVersion: use?.version ?? 0,
    usesSaidBy: use?.updatedBy ?? null,
    restores: restores.map(servedRestoreOf),
    exportsTo: exportsTo(ctx),
  };
}

function servedRestoreOf(row: TableRestore): ServedRestore {
  return {
    changeId: row.changeId,
    target: row.targetName,
    backupArn: row.backupArn,
    moment: row.moment.toISOString(),
    begunAt: row.begunAt.toISOString(),
    seconds: row.activeAt ? (row.activeAt.getTime() - row.begunAt.getTime()) / 1000 : null,
  };
}
