import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import { actorName } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import { newerVersion } from '#lib/core/newer-version';
import { plainJson } from '#lib/core/plain-json';
import type { SavedDashboard } from '#lib/dashboards/answers';
import { noSuchDashboard } from '#lib/dashboards/no-such-dashboard';
import { savedDashboardOf } from '#lib/dashboards/saved-dashboard';
import type { DashboardUpdate } from '#lib/dashboards/schema';

const REMEDY = 'Load it, make the change again, or save yours as a new dashboard.';

/**
 * Replaces a dashboard's name and definition.
 *
 * @throws AppError `conflict` when the dashboard is not at the version that the edit was made from.
 */
export async function updateDashboard(
  ctx: Ctx,
  id: string,
  update: DashboardUpdate,
): Promise<SavedDashboard> {
  assertAllowed(ctx.actor, 'dashboards.edit');
  return audited(ctx, async (tx) => {
    const before = await tx.dashboard.findUnique({ where: { id } });
    if (!before) throw noSuchDashboard();
    const { count } = await tx.dashboard.updateMany({
      where: { id, version: update.version },
      data: {
        name: update.name,
        definition: plainJson(update.definition),
        version: { increment: 1 },
        updatedBy: actorName(ctx.actor),
        updatedAt: ctx.now,
      },
    });
    if (count === 0) throw newerVersion(before, { remedy: REMEDY });
    const value = savedDashboardOf(await tx.dashboard.findUniqueOrThrow({ where: { id } }));
    const details = {
      name: value.name,
      previousName: before.name,
      version: value.version,
      tiles: value.definition.tiles.length,
    };
    return { value, entry: { action: 'dashboard.updated', subject: { kind: 'dashboard', id }, details } };
  });
}
