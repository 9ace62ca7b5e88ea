import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import { AppError } from '#lib/core/errors';
import type { SavedDashboard } from '#lib/dashboards/answers';
import { storedDefinition } from '#lib/dashboards/commands/insert-dashboard';
import { noSuchDashboard } from '#lib/dashboards/no-such-dashboard';
import { savedDashboardOf } from '#lib/dashboards/saved-dashboard';
import type { DashboardUpdate } from '#lib/dashboards/schema';
import { authorOf } from '#lib/funnels/commands/insert-funnel';

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
        definition: storedDefinition(update.definition),
        version: { increment: 1 },
        updatedBy: authorOf(ctx.actor),
        updatedAt: ctx.now,
      },
    });
    if (count === 0) throw lostRace(before);
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

function lostRace({ updatedBy, updatedAt }: { updatedBy: string; updatedAt: Date }): AppError {
  return new AppError(
    'conflict',
    `${updatedBy} saved a newer version at ${updatedAt.toISOString()}. Load it, make the change again, or save yours as a new dashboard.`,
  );
}
