import type { Ctx } from '#lib/core/ctx';
import { environmentOf } from '#lib/core/environment-of';
import { AppError, type FieldError } from '#lib/core/errors';
import { backupNameOf } from '#lib/tables/backup-name';
import type { PlannedBackup } from '#lib/tables/backup-plan';
import { findTable } from '#lib/tables/queries/find-table';
import type { BackupTarget } from '#lib/tables/schema';

interface Asked {
  environment: string;
  tables: readonly BackupTarget[];
}

/**
 * Plans a backup of each table, under a name of its own.
 *
 * @throws AppError `unprocessable` naming every table that cannot be backed up, and why.
 */
export async function planBackup(ctx: Ctx, { environment, tables }: Asked): Promise<PlannedBackup[]> {
  const planned = await Promise.all(tables.map((asked) => planOne(ctx, environment, asked)));
  const errors = planned.flatMap((one, index): FieldError[] =>
    'fault' in one ? [{ path: `tables.${index}`, message: one.fault }] : [],
  );
  if (errors.length > 0) {
    throw new AppError('unprocessable', errors.map(({ message }) => message).join(' '), { errors });
  }
  return planned.flatMap((one) => ('fault' in one ? [] : one)).sort((a, b) => (a.table < b.table ? -1 : 1));
}

async function planOne(
  ctx: Ctx,
  environment: string,
  { table: name, backup, export: selection }: BackupTarget,
): Promise<PlannedBackup | { fault: string }> {
  const own = environmentOf(name);
  if (own !== environment) return { fault: `${name} is in ${own}, not in ${environment}.` };
  const table = await findTable(ctx, name);
  if (!table) return { fault: `There is no table ${name}.` };
  if (table.status !== 'ACTIVE') return { fault: `${name} is ${table.status}: wait until it is ACTIVE.` };
  const { exportBucket } = ctx.cloud;
  if (selection && !exportBucket) {
    return { fault: 'No place for exports is configured: set TABLE_EXPORT_S3, or leave the export out.' };
  }
  const recovery = await ctx.cloud.tables.recovery(name, ctx.signal);
  if (recovery && !backup && !selection) {
    return { fault: `Point-in-time recovery of ${name} is on already: there is nothing to do.` };
  }
  return {
    table: name,
    tableId: table.id,
    name: backupNameOf('by-hand', ctx.now, ctx.newId()),
    isBackedUp: backup,
    recovery: recovery ? 'on' : 'off',
    export:
      selection && exportBucket
        ? { selection, to: `s3://${exportBucket.bucket}/${exportBucket.prefix}${name}/` }
        : null,
    items: table.countedItems,
    bytes: table.countedBytes,
  };
}
