import type { Ctx } from '#lib/core/ctx';
import type { Table } from '#lib/core/tables';
import { type Deed, refused } from '#lib/tables/deed';
import { findTable } from '#lib/tables/queries/find-table';

const LOOK_MS = 5_000;

/**
 * Waits until a table can be read and written, however long AWS takes: restores are done within an hour mostly, and
 * their size says little about it.
 *
 * @throws AppError what reading refuses.
 */
export async function awaitTable(ctx: Ctx, name: string): Promise<Deed<Table>> {
  for (;;) {
    const table = await findTable(ctx, name);
    if (!table) return refused(`${name} is gone again: somebody deleted it, or AWS gave the restore up.`);
    if (table.status === 'ACTIVE') return { outcome: 'done', value: table };
    await ctx.pace.pause(LOOK_MS);
  }
}
