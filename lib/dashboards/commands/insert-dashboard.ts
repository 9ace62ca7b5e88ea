import type { Json } from '#lib/core/canonical-json';
import type { Ctx } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';
import type { SavedDashboard } from '#lib/dashboards/answers';
import { savedDashboardOf } from '#lib/dashboards/saved-dashboard';
import type { DashboardCreation, DashboardDefinition } from '#lib/dashboards/schema';
import { authorOf } from '#lib/funnels/commands/insert-funnel';

/** Stores a new dashboard; the caller writes the audit entry. */
export async function insertDashboard(
  ctx: Ctx,
  tx: Transaction,
  creation: DashboardCreation,
): Promise<SavedDashboard> {
  const by = authorOf(ctx.actor);
  const row = await tx.dashboard.create({
    data: {
      id: ctx.newId(),
      name: creation.name,
      definition: storedDefinition(creation.definition),
      createdBy: by,
      createdAt: ctx.now,
      updatedBy: by,
      updatedAt: ctx.now,
    },
  });
  return savedDashboardOf(row);
}

/** The definition as the JSON column takes it: members that are undefined are left out. */
export function storedDefinition(definition: DashboardDefinition): { [key: string]: Json } {
  return JSON.parse(JSON.stringify(definition)) as { [key: string]: Json };
}
