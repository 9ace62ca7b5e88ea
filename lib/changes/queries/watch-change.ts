import { assertAllowed } from '#lib/auth/permissions';
import { loadChange } from '#lib/changes/queries/load-change';
import type { ToldEvent } from '#lib/changes/told-event';
import type { Ctx } from '#lib/core/ctx';

const LOOK_EVERY_MS = 500;
const ENDED = ['done', 'failed', 'split', 'cancelled'];

/**
 * What a change tells, from after the event `after` on, as it happens; it ends with the change. Null stands for a look
 * at which there was nothing new. Whoever drives the change knows nothing of those who watch.
 */
export async function* watchChange(ctx: Ctx, id: string, after: bigint): AsyncGenerator<ToldEvent | null> {
  assertAllowed(ctx.actor, 'production.read');
  let last = after;
  while (!ctx.signal?.aborted) {
    // Read first: what is told after it has ended is told before the change says so.
    const { status } = await loadChange(ctx.db, id);
    const rows = await ctx.db.changeEvent.findMany({
      where: { changeId: id, id: { gt: last } },
      orderBy: { id: 'asc' },
    });
    for (const row of rows) {
      last = row.id;
      yield { id: `${row.id}`, at: row.at.toISOString(), kind: row.kind, sentence: row.sentence };
    }
    if (ENDED.includes(status)) return;
    if (rows.length === 0) yield null;
    await ctx.pace.pause(LOOK_EVERY_MS);
  }
}
