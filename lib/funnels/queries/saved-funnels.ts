import type { Ctx } from '#lib/core/ctx';
import type { SavedFunnel, SavedFunnels } from '#lib/funnels/answers';
import { noSuchFunnel } from '#lib/funnels/no-such-funnel';
import { savedFunnelOf } from '#lib/funnels/saved-funnel';
import type { FunnelsPage } from '#lib/funnels/schema';

/** All saved funnels, by name, a page at a time; the cursor is the id of the last one of the page before. */
export async function listFunnels(ctx: Ctx, { cursor, limit }: FunnelsPage): Promise<SavedFunnels> {
  const rows = await ctx.db.funnel.findMany({
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: limit + 1,
    ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
  });
  const funnels = rows.slice(0, limit).map(savedFunnelOf);
  return { funnels, nextCursor: rows.length > limit ? (funnels.at(-1)?.id ?? null) : null };
}

export async function getFunnel(ctx: Ctx, id: string): Promise<SavedFunnel> {
  const row = await ctx.db.funnel.findUnique({ where: { id } });
  if (!row) throw noSuchFunnel();
  return savedFunnelOf(row);
}
