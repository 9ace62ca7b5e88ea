import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import { actorName } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import { AppError } from '#lib/core/errors';
import type { SavedIncident } from '#lib/incidents/answers';
import { ownerFor } from '#lib/incidents/commands/owner-for';
import { editedFields } from '#lib/incidents/edited-fields';
import { loadUnclosed } from '#lib/incidents/queries/load-incident';
import { savedIncidentOf } from '#lib/incidents/saved-incident';
import type { IncidentUpdate } from '#lib/incidents/schema';

/**
 * Changes what is said of an incident; each change is a line of its timeline.
 *
 * @throws AppError `conflict` when it is not at the version that the edit was made from, or closed.
 */
export async function updateIncident(ctx: Ctx, id: string, update: IncidentUpdate): Promise<SavedIncident> {
  assertAllowed(ctx.actor, 'incidents.work');
  const { version, ownerId, ...fields } = update;
  return audited(ctx, async (tx) => {
    const before = savedIncidentOf(await loadUnclosed(tx, id));
    const owner = ownerId === undefined ? undefined : await ownerFor(tx, ownerId);
    const edits = editedFields(before, { ...fields, ...(owner === undefined ? {} : { owner }) });
    const { count } = await tx.incident.updateMany({
      where: { id, version },
      data: {
        ...defined(fields),
        ...(owner === undefined ? {} : { ownerId: owner?.id ?? null, ownerName: owner?.name ?? null }),
        version: { increment: 1 },
      },
    });
    if (count === 0) {
      throw new AppError(
        'conflict',
        'Somebody changed this incident meanwhile. Load it and make the change again.',
      );
    }
    const by = actorName(ctx.actor);
    await tx.incidentEvent.createMany({
      data: edits.map(({ sentence }) => ({ incidentId: id, at: ctx.now, kind: 'edit', sentence, by })),
    });
    const subject = { kind: 'incident', id };
    const details = Object.fromEntries(edits.map(({ field, from, to }) => [field, { from, to }]));
    const value = savedIncidentOf(await loadUnclosed(tx, id));
    return { value, entry: edits.length === 0 ? [] : { action: 'incident.updated', subject, details } };
  });
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function defined<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}
