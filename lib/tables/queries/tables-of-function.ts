import type { Ctx } from '#lib/core/ctx';

/** The tables that a function uses, as people said on the tables' pages, by name. */
export async function tablesOfFunction(ctx: Ctx, functionName: string): Promise<string[]> {
  const uses = await ctx.db.tableUse.findMany({
    where: { functions: { has: functionName } },
    orderBy: { tableName: 'asc' },
  });
  return uses.map(({ tableName }) => tableName);
}
