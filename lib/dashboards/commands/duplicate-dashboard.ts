import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import type { SavedDashboard } from '#lib/dashboards/answers';
import { insertDashboard } from '#lib/dashboards/commands/insert-dashboard';
import { noSuchDashboard } from '#lib/dashboards/no-such-dashboard';
import { savedDashboardOf } from '#lib/dashboards/saved-dashboard';

const MAX_NAME_LENGTH = 120;

/** A second dashboard with the same tiles, named as a copy of the first. */
export async function duplicateDashboard(ctx: Ctx, id: string): Promise<SavedDashboard> {
  assertAllowed(ctx.actor, 'dashboards.edit');
  return audited(ctx, async (tx) => {
    const row = await tx.dashboard.findUnique({ where: { id } });
    if (!row) throw noSuchDashboard();
    const original = savedDashboardOf(row);
    const name = `Copy of ${original.name}`.slice(0, MAX_NAME_LENGTH);
    const value = await insertDashboard(ctx, tx, { name, definition: original.definition });
    const subject = { kind: 'dashboard', id: value.id };
    const details = { name, copyOf: original.id };
    return { value, entry: { action: 'dashboard.duplicated', subject, details } };
  });
}
