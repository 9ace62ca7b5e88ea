import type { Ctx } from '#lib/core/ctx';
import type { TableBackup } from '#lib/core/tables';
import { type Deed, refused } from '#lib/tables/deed';

const ATTEMPTS = 3;
const LOOK_MS = 2_000;
const PATIENCE_MS = 30 * 60_000;

/**
 * Makes the backup of this name, unless it is there already, and waits until it can be restored. Calling it again is
 * safe: a backup whose answer was lost is found by its name, which must be its own.
 *
 * @throws AppError what reading refuses.
 */
export async function makeBackup(ctx: Ctx, table: string, name: string): Promise<Deed<TableBackup>> {
  for (let attempt = 0; attempt <= ATTEMPTS; attempt += 1) {
    const known = (await ctx.cloud.tables.backups(table)).findLast((backup) => backup.name === name);
    if (known) return available(ctx, known.arn);
    const act = await ctx.cloud.tableKeeper.createBackup(table, name);
    if (act.outcome === 'done') return available(ctx, act.value);
    if (act.outcome !== 'unknown') return refused(act.why);
    await ctx.pace.pause(LOOK_MS);
  }
  return refused(`${table} was asked for a backup ${ATTEMPTS + 1} times, and there is none.`);
}

async function available(ctx: Ctx, arn: string): Promise<Deed<TableBackup>> {
  const begun = ctx.pace.clock().getTime();
  for (;;) {
    const backup = await ctx.cloud.tables.backup(arn);
    if (backup.status === 'AVAILABLE') return { outcome: 'done', value: backup };
    if (backup.status !== 'CREATING') return refused(`The backup is ${backup.status}.`);
    if (ctx.pace.clock().getTime() - begun > PATIENCE_MS) {
      return refused(`The backup is still being made after ${PATIENCE_MS / 60_000} min.`);
    }
    await ctx.pace.pause(LOOK_MS);
  }
}
