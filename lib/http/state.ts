import type { Ctx } from '#lib/core/ctx';
import type { ShellState } from '#lib/core/shell-state';
import { services } from '#lib/http/services';

/** What the line at the top of every page says about this installation. */
export async function readShellState(ctx: Ctx): Promise<ShellState> {
  const { env } = await services();
  const today = ctx.now.toISOString().slice(0, 10);
  const { dataThrough } = await ctx.warehouse.state(today, today);
  return { environment: env.DATABASE_URL ? 'production' : 'embedded', dataThrough };
}
