import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';

/** The tables that people said functions use, by name; AWS is asked nothing for it. */
export async function knownTables(ctx: Ctx): Promise<string[]> {
  assertAllowed(ctx.actor, 'production.read');
  const uses = await ctx.db.tableUse.findMany({ select: { tableName: true }, orderBy: { tableName: 'asc' } });
  return [...new Set(uses.map(({ tableName }) => tableName))];
}
