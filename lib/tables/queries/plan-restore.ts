import type { Ctx } from '#lib/core/ctx';
import { environmentOf } from '#lib/core/environment-of';
import { AppError, isAppError } from '#lib/core/errors';
import type { BackupContent, RecoveryWindow, Table } from '#lib/core/tables';
import { findTable } from '#lib/tables/queries/find-table';
import { restoreHistory } from '#lib/tables/queries/restore-history';
import { tableSettings } from '#lib/tables/queries/table-settings';
import { type PlannedRestore, type RestoreSource, restoredNameOf } from '#lib/tables/restore-plan';
import type { RestoreFrom } from '#lib/tables/schema';

interface Asked {
  environment: string;
  table: string;
  from: RestoreFrom;
}

const LONGEST_NAME = 255;

/**
 * Plans a restore of a table beside itself, with all that the new table must be given to become like it.
 *
 * @throws AppError `unprocessable` saying what stands against it, and what to do.
 */
export async function planRestore(ctx: Ctx, { environment, table, from }: Asked): Promise<PlannedRestore> {
  const target = restoredNameOf(table);
  const own = environmentOf(table);
  if (own !== environment) throw refusal('environment', `${table} is in ${own}, not in ${environment}.`);
  if (target.length > LONGEST_NAME) throw refusal('table', `${target} is too long for the name of a table.`);
  const there = await findTable(ctx, target);
  if (there) throw refusal('table', takenWords(there));
  const source = await findTable(ctx, table);
  const { found, items, bytes } = await copyOf(ctx, table, source, from);
  return {
    table,
    target,
    from: found,
    settings: source ? await tableSettings(ctx, source) : null,
    items,
    bytes,
    history: await restoreHistory(ctx),
  };
}

/** Why a table of that name is in the way, and what to do about it. */
export function takenWords({ name, origin, createdAt }: Table): string {
  const since = `since ${createdAt.toISOString()}`;
  const from = origin ? `, restored from ${origin.sourceTableArn.split('/').at(-1)}` : '';
  return `There is a table ${name} already, ${since}${from}. DynamoDB restores into new tables only: delete it when nobody needs it, or copy what you need out of it first.`;
}

async function copyOf(ctx: Ctx, name: string, source: Table | null, from: RestoreFrom) {
  if ('backupArn' in from) {
    const backup = await usableBackup(ctx, name, from.backupArn);
    const found: RestoreSource = {
      kind: 'backup',
      arn: backup.arn,
      name: backup.name,
      createdAt: backup.createdAt.toISOString(),
    };
    return { found, items: backup.items, bytes: backup.bytes };
  }
  if (!source) throw refusal('from', `${name} is gone: restore it from a backup.`);
  const window = await ctx.cloud.tables.recovery(name, ctx.signal);
  const at = momentIn(name, window, 'at' in from ? new Date(from.at) : null);
  const found: RestoreSource = { kind: 'moment', at: at.toISOString() };
  return { found, items: source.countedItems, bytes: source.countedBytes };
}

async function usableBackup(ctx: Ctx, table: string, arn: string): Promise<BackupContent> {
  const backup = await ctx.cloud.tables.backup(arn, ctx.signal).catch((error: unknown) => {
    if (isAppError(error) && error.code === 'not_found') throw refusal('from', 'There is no such backup.');
    throw error;
  });
  if (backup.table !== table)
    throw refusal('from', `This backup is one of ${backup.table}, not of ${table}.`);
  if (backup.status !== 'AVAILABLE') {
    throw refusal('from', `The backup is ${backup.status}: wait until it is AVAILABLE.`);
  }
  return backup;
}

/** The moment that is asked for, or the newest that there is. */
function momentIn(table: string, window: RecoveryWindow | null, asked: Date | null): Date {
  if (!window) {
    throw refusal('from', `Point-in-time recovery of ${table} is off: restore it from a backup.`);
  }
  const { earliest, latest } = window;
  const at = asked ?? latest;
  if (at >= earliest && at <= latest) return at;
  throw refusal(
    'from.at',
    `${table} can be gone back to any time from ${earliest.toISOString()} to ${latest.toISOString()}.`,
  );
}

function refusal(path: string, message: string): AppError {
  return new AppError('unprocessable', message, { errors: [{ path, message }] });
}
