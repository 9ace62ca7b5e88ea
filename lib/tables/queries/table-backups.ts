import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import type { TableBackups } from '#lib/tables/answers';

/** The backups of a table, the newest first, also of one that is gone; with who made those that were made here. */
export async function tableBackups(ctx: Ctx, table: string): Promise<TableBackups> {
  assertAllowed(ctx.actor, 'production.read');
  const [backups, own] = await Promise.all([
    ctx.cloud.tables.backups(table, ctx.signal),
    ctx.db.ownBackup.findMany({ where: { tableName: table } }),
  ]);
  const known = new Map(own.map((one) => [one.arn, one]));
  return {
    table,
    backups: backups.map(({ arn, name, status, type, createdAt, bytes, expiresAt }) => ({
      arn,
      name,
      status,
      type,
      createdAt: createdAt.toISOString(),
      bytes,
      expiresAt: expiresAt?.toISOString() ?? null,
      madeBy: known.get(arn)?.madeBy ?? null,
      changeId: known.get(arn)?.changeId ?? null,
    })),
  };
}
