import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import { noSuchDashboard } from '#lib/dashboards/no-such-dashboard';
import { savedDashboardOf } from '#lib/dashboards/saved-dashboard';

/** Deletes a dashboard. Its definition stays in the audit entry, so that it can be made again. */
export async function deleteDashboard(ctx: Ctx, id: string): Promise<void> {
  assertAllowed(ctx.actor, 'dashboards.edit');
  await audited(ctx, async (tx) => {
    const row = await tx.dashboard.findUnique({ where: { id } });
    if (!row) throw noSuchDashboard();
    await tx.dashboard.delete({ where: { id } });
    const { name, definition } = savedDashboardOf(row);
    const details = { name, definition: JSON.stringify(definition) };
    return {
      value: null,
      entry: { action: 'dashboard.deleted', subject: { kind: 'dashboard', id }, details },
    };
  });
}
