import type { Ctx } from '#lib/core/ctx';
import { median } from '#lib/stats/median';
import type { RestoreHistory } from '#lib/tables/history-sentence';

const LAST = 20;

/** How long the last restores took, of whichever tables: size says little about it. */
export async function restoreHistory(ctx: Ctx): Promise<RestoreHistory> {
  const rows = await ctx.db.tableRestore.findMany({
    where: { activeAt: { not: null } },
    orderBy: { begunAt: 'desc' },
    take: LAST,
  });
  const seconds = rows.flatMap(({ begunAt, activeAt }) =>
    activeAt ? [(activeAt.getTime() - begunAt.getTime()) / 1000] : [],
  );
  return {
    count: seconds.length,
    medianSeconds: median(Float64Array.from(seconds)),
    slowestSeconds: seconds.length > 0 ? Math.max(...seconds) : null,
  };
}
