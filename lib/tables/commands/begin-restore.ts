import type { Ctx } from '#lib/core/ctx';
import type { RestoreOrigin } from '#lib/core/tables';
import { type Deed, refused } from '#lib/tables/deed';
import { findTable } from '#lib/tables/queries/find-table';
import type { PlannedRestore } from '#lib/tables/restore-plan';

const ATTEMPTS = 3;
const LOOK_AGAIN_MS = 2_000;

/**
 * Has AWS begin a restore; it may be called again. A restore whose answer was lost is recognised by where the new
 * table says that it comes from.
 *
 * @throws AppError what reading refuses.
 */
export async function beginRestore(ctx: Ctx, plan: PlannedRestore): Promise<Deed<{ target: string }>> {
  const { target } = plan;
  for (let attempt = 0; attempt <= ATTEMPTS; attempt += 1) {
    const there = await findTable(ctx, target);
    if (there && isFrom(plan, there.origin)) return { outcome: 'done', value: { target } };
    if (there) return refused(`There is a table ${target} already, and it is not this restore.`);
    const act = await restore(ctx, plan);
    if (act.outcome === 'done') return { outcome: 'done', value: { target } };
    if (act.outcome !== 'unknown') return refused(act.why);
    await ctx.pace.pause(LOOK_AGAIN_MS);
  }
  return refused(`AWS was asked ${ATTEMPTS + 1} times to restore ${target}, and there is no such table.`);
}

function restore(ctx: Ctx, { table, target, from }: PlannedRestore) {
  const { tableRestorer } = ctx.cloud;
  return from.kind === 'backup'
    ? tableRestorer.restoreBackup(from.arn, target)
    : tableRestorer.restoreMoment(table, target, new Date(from.at));
}

// AWS tells the moment in whole seconds.
const SECOND_MS = 1000;

function isFrom({ table, from }: PlannedRestore, origin: RestoreOrigin | null): boolean {
  if (!origin) return false;
  if (from.kind === 'backup') return origin.backupArn === from.arn;
  const isOfTable = origin.sourceTableArn.endsWith(`/${table}`);
  return isOfTable && Math.abs(origin.moment.getTime() - Date.parse(from.at)) < SECOND_MS;
}
