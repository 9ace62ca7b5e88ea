import { audited } from '#lib/audit/write';
import type { Ctx } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';
import { DEMO_SOURCE } from '#lib/core/event-store';
import { insertDashboard } from '#lib/dashboards/commands/insert-dashboard';
import { type DemoParts, demoDashboard } from '#lib/dashboards/demo-dashboard';
import { DashboardCreation } from '#lib/dashboards/schema';

/** Where the id of the demo's dashboard is kept, so that it can be told from those that people made. */
export const SEEDED = 'dashboards.seeded';

/** Makes the demo's dashboard: once, only beside the demo's events, and only where nobody has made one yet. */
export async function seedDashboard(ctx: Ctx): Promise<void> {
  if (await ctx.db.setting.findUnique({ where: { key: SEEDED } })) return;
  if (!(await ctx.events.hasSource(DEMO_SOURCE))) return;
  await audited(ctx, async (tx) => {
    // Asked again where writers queue: another process may have been first.
    const isMade = await tx.setting.findUnique({ where: { key: SEEDED } });
    if (isMade || (await tx.dashboard.count()) > 0) return { value: null, entry: [] };
    const creation = DashboardCreation.parse(demoDashboard(await partsOf(tx), ctx.newId));
    const { id, name } = await insertDashboard(ctx, tx, creation);
    await tx.setting.create({ data: { key: SEEDED, value: id, updatedAt: ctx.now } });
    const entry = { action: 'dashboard.created', subject: { kind: 'dashboard', id }, details: { name } };
    return { value: null, entry };
  });
}

/** What there is to show: somebody may have renamed or deleted a funnel or a feature. */
async function partsOf(tx: Transaction): Promise<DemoParts> {
  const features = await tx.feature.findMany({ orderBy: { createdAt: 'asc' } });
  const funnels = await tx.funnel.findMany({ orderBy: { createdAt: 'asc' } });
  return { features: features.map(({ key }) => key), funnels: funnels.map(({ id }) => id) };
}
