import { actorName } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';
import { plainJson } from '#lib/core/plain-json';
import type { SavedDashboard } from '#lib/dashboards/answers';
import { savedDashboardOf } from '#lib/dashboards/saved-dashboard';
import type { DashboardCreation } from '#lib/dashboards/schema';

/** Stores a new dashboard; the caller writes the audit entry. */
export async function insertDashboard(
  ctx: Ctx,
  tx: Transaction,
  creation: DashboardCreation,
): Promise<SavedDashboard> {
  const by = actorName(ctx.actor);
  const row = await tx.dashboard.create({
    data: {
      id: ctx.newId(),
      name: creation.name,
      definition: plainJson(creation.definition),
      createdBy: by,
      createdAt: ctx.now,
      updatedBy: by,
      updatedAt: ctx.now,
    },
  });
  return savedDashboardOf(row);
}
