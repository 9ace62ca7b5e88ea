import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import { actorName } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import { AppError } from '#lib/core/errors';
import type { ServedFollowUp } from '#lib/incidents/answers';
import { ownerFor } from '#lib/incidents/commands/owner-for';
import { loadIncident, loadUnclosed } from '#lib/incidents/queries/load-incident';
import { servedFollowUp } from '#lib/incidents/saved-incident';
import type { FollowUpCreation, FollowUpUpdate } from '#lib/incidents/schema';

/** Writes down what is to be done; an owner and a date may come later, but before the incident is closed. */
export async function addFollowUp(ctx: Ctx, id: string, creation: FollowUpCreation): Promise<ServedFollowUp> {
  assertAllowed(ctx.actor, 'incidents.work');
  return audited(ctx, async (tx) => {
    await loadUnclosed(tx, id);
    const owner = await ownerFor(tx, creation.ownerId);
    const row = await tx.followUp.create({
      data: {
        id: ctx.newId(),
        incidentId: id,
        text: creation.text,
        ...ownerColumns(owner),
        dueOn: dayOf(creation.dueOn),
        createdBy: actorName(ctx.actor),
        createdAt: ctx.now,
      },
    });
    const value = servedFollowUp(row);
    const details = { followUpId: value.id, ...saidOf(value) };
    return {
      value,
      entry: { action: 'incident.follow_up_added', subject: { kind: 'incident', id }, details },
    };
  });
}

/**
 * Changes a follow-up; after the incident is closed it may still be done, and nothing else of it changed.
 *
 * @throws AppError `conflict` when it is not at the version that the edit was made from.
 */
export async function updateFollowUp(
  ctx: Ctx,
  id: string,
  followUpId: string,
  { version, isDone, text, ownerId, dueOn }: FollowUpUpdate,
): Promise<ServedFollowUp> {
  assertAllowed(ctx.actor, 'incidents.work');
  return audited(ctx, async (tx) => {
    const isEdit = text !== undefined || ownerId !== undefined || dueOn !== undefined;
    await (isEdit ? loadUnclosed : loadIncident)(tx, id);
    const before = await tx.followUp.findFirst({ where: { id: followUpId, incidentId: id } });
    if (!before) throw new AppError('not_found', 'There is no such follow-up in this incident.');
    const { count } = await tx.followUp.updateMany({
      where: { id: followUpId, version },
      data: {
        ...(text === undefined ? {} : { text }),
        ...(ownerId === undefined ? {} : ownerColumns(await ownerFor(tx, ownerId))),
        ...(dueOn === undefined ? {} : { dueOn: dayOf(dueOn) }),
        ...(isDone === undefined ? {} : doneColumns(isDone, ctx)),
        version: { increment: 1 },
      },
    });
    if (count === 0) {
      throw new AppError(
        'conflict',
        'Somebody changed this follow-up meanwhile. Load it and make the change again.',
      );
    }
    const value = servedFollowUp(await tx.followUp.findUniqueOrThrow({ where: { id: followUpId } }));
    const details = { followUpId, before: saidOf(servedFollowUp(before)), now: saidOf(value) };
    return {
      value,
      entry: { action: 'incident.follow_up_updated', subject: { kind: 'incident', id }, details },
    };
  });
}

/** Takes a follow-up away; what it said stays in the audit entry. */
export async function deleteFollowUp(ctx: Ctx, id: string, followUpId: string): Promise<void> {
  assertAllowed(ctx.actor, 'incidents.work');
  await audited(ctx, async (tx) => {
    await loadUnclosed(tx, id);
    const row = await tx.followUp.findFirst({ where: { id: followUpId, incidentId: id } });
    if (!row) throw new AppError('not_found', 'There is no such follow-up in this incident.');
    await tx.followUp.delete({ where: { id: followUpId } });
    const details = { followUpId, ...saidOf(servedFollowUp(row)) };
    return {
      value: null,
      entry: { action: 'incident.follow_up_deleted', subject: { kind: 'incident', id }, details },
    };
  });
}

function ownerColumns(owner: { id: string; name: string } | null) {
  return { ownerId: owner?.id ?? null, ownerName: owner?.name ?? null };
}

function doneColumns(isDone: boolean, { now, actor }: Ctx) {
  return isDone ? { doneAt: now, doneBy: actorName(actor) } : { doneAt: null, doneBy: null };
}

function dayOf(day: string | null): Date | null {
  return day === null ? null : new Date(`${day}T00:00:00Z`);
}

function saidOf({ text, owner, dueOn, doneAt }: ServedFollowUp) {
  return { text, owner: owner?.name ?? null, dueOn, isDone: doneAt !== null };
}
