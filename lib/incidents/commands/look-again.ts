import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import { lookAtIncident } from '#lib/incidents/commands/look-at-incident';

/** Has the product look at an incident now, for a person who does not want to wait for its next round. */
export async function lookAgain(ctx: Ctx, id: string): Promise<{ ticked: number }> {
  assertAllowed(ctx.actor, 'incidents.work');
  return { ticked: await lookAtIncident(ctx, id) };
}
