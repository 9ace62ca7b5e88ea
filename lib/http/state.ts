import { runningChanges } from '#lib/changes/queries/running-changes';
import type { Ctx } from '#lib/core/ctx';
import type { ShellState } from '#lib/core/shell-state';
import { seenAlarms } from '#lib/functions/seen-alarms';
import { services } from '#lib/http/services';

/**
 * What the line at the top of every page says about this installation and what it looks after. It is asked again as
 * long as a page is open, so it says what was seen last, and keeps nobody looking at AWS.
 */
export async function readShellState(ctx: Ctx): Promise<ShellState> {
  const { env } = await services();
  const today = ctx.now.toISOString().slice(0, 10);
  const [{ dataThrough }, running] = await Promise.all([
    ctx.warehouse.state(today, today),
    runningChanges(ctx),
  ]);
  return {
    environment: env.DATABASE_URL ? 'production' : 'embedded',
    dataThrough,
    alarms: seenAlarms(ctx.lookout.now({ isPassing: true }), ctx.now),
    runningChanges: running,
  };
}
