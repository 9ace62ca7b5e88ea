import type { Ctx } from '#lib/core/ctx';
import { isAppError } from '#lib/core/errors';
import type { Table } from '#lib/core/tables';

/** A table of this name, or null when there is none. */
export async function findTable(ctx: Ctx, name: string): Promise<Table | null> {
  try {
    return await ctx.cloud.tables.table(name, ctx.signal);
  } catch (error) {
    if (isAppError(error) && error.code === 'not_found') return null;
    throw error;
  }
}
