import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import type { SavedDashboard } from '#lib/dashboards/answers';
import { insertDashboard } from '#lib/dashboards/commands/insert-dashboard';
import type { DashboardCreation } from '#lib/dashboards/schema';

export async function createDashboard(ctx: Ctx, creation: DashboardCreation): Promise<SavedDashboard> {
  assertAllowed(ctx.actor, 'dashboards.edit');
  return audited(ctx, async (tx) => {
    const value = await insertDashboard(ctx, tx, creation);
    const subject = { kind: 'dashboard', id: value.id };
    const details = { name: value.name, tiles: value.definition.tiles.length };
    return { value, entry: { action: 'dashboard.created', subject, details } };
  });
}
