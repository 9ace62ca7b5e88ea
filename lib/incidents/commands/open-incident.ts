import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import { actorName } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import { AppError } from '#lib/core/errors';
import type { SavedIncident } from '#lib/incidents/answers';
import { insertIncident } from '#lib/incidents/commands/insert-incident';
import { ownerFor } from '#lib/incidents/commands/owner-for';
import { unclosedAbout } from '#lib/incidents/queries/load-incident';
import { savedIncidentOf } from '#lib/incidents/saved-incident';
import type { IncidentCreation } from '#lib/incidents/schema';

/**
 * Opens an incident by hand.
 *
 * @throws AppError `conflict` when one that is not closed is about the same functions, and names it.
 */
export async function openIncident(ctx: Ctx, creation: IncidentCreation): Promise<SavedIncident> {
  assertAllowed(ctx.actor, 'incidents.work');
  const { ownerId, detectedAt, ...given } = creation;
  const { alarms } = ctx.lookout.now();
  return audited(ctx, async (tx) => {
    const other = await unclosedAbout(tx, given.environment, given.functions);
    if (other) {
      throw new AppError(
        'conflict',
        `Incident ${other.number} (${other.title}) is about the same functions and is not closed; work on that one.`,
      );
    }
    const openedBy = actorName(ctx.actor);
    const opening = { at: ctx.now, newId: ctx.newId, alarms, channel: ctx.notifier };
    const { incident, entry } = await insertIncident(tx, opening, {
      ...given,
      owner: await ownerFor(tx, ownerId),
      openedBy,
      detectedAt: detectedAt === undefined ? null : new Date(detectedAt),
      sentence: `Opened by ${openedBy}.`,
    });
    return { value: savedIncidentOf(incident), entry };
  });
}
