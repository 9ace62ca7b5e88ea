import type { Ctx } from '#lib/core/ctx';
import type { SavedDashboard, SavedDashboards } from '#lib/dashboards/answers';
import { noSuchDashboard } from '#lib/dashboards/no-such-dashboard';
import { savedDashboardOf } from '#lib/dashboards/saved-dashboard';
import type { DashboardsPage } from '#lib/dashboards/schema';

/** All dashboards, by name, a page at a time; the cursor is the id of the last one of the page before. */
export async function listDashboards(ctx: Ctx, { cursor, limit }: DashboardsPage): Promise<SavedDashboards> {
  const rows = await ctx.db.dashboard.findMany({
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: limit + 1,
    ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
  });
  const dashboards = rows.slice(0, limit).map(savedDashboardOf);
  return { dashboards, nextCursor: rows.length > limit ? (dashboards.at(-1)?.id ?? null) : null };
}

export async function getDashboard(ctx: Ctx, id: string): Promise<SavedDashboard> {
  const row = await ctx.db.dashboard.findUnique({ where: { id } });
  if (!row) throw noSuchDashboard();
  return savedDashboardOf(row);
}
