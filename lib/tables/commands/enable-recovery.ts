import type { Ctx } from '#lib/core/ctx';
import type { Act } from '#lib/core/functions';
import type { RecoveryWindow } from '#lib/core/tables';
import { type Deed, refused } from '#lib/tables/deed';

const ATTEMPTS = 3;
const LOOK_AGAIN_MS = 2_000;

/**
 * Turns point-in-time recovery on where it is off; it may be called again. Its window is never begun anew: what is on
 * is left alone.
 *
 * @throws AppError what reading refuses.
 */
export async function enableRecovery(
  ctx: Ctx,
  table: string,
  enable: () => Promise<Act<null>> = () => ctx.cloud.tableKeeper.enableRecovery(table),
): Promise<Deed<{ was: 'on' | 'off'; window: RecoveryWindow }>> {
  let was: 'on' | 'off' = 'on';
  for (let attempt = 0; attempt <= ATTEMPTS; attempt += 1) {
    const window = await ctx.cloud.tables.recovery(table);
    if (window) return { outcome: 'done', value: { was, window } };
    was = 'off';
    const act = await enable();
    if (act.outcome === 'refused') return refused(act.why);
    if (act.outcome !== 'done') await ctx.pace.pause(LOOK_AGAIN_MS);
  }
  return refused(`Point-in-time recovery of ${table} stayed off, whatever was asked.`);
}
