import { isRollback } from '#lib/changes/moves-of';
import type { AuditDraft } from '#lib/core/audit-draft';
import type { FollowedChange } from '#lib/core/change-follower';
import type { Transaction } from '#lib/core/database';
import { CHECKLIST } from '#lib/incidents/checklist';
import { UNDECIDED } from '#lib/incidents/commands/undecided';
import { writeEvent } from '#lib/incidents/commands/write-event';
import { type Channel, writeNotice } from '#lib/incidents/commands/write-notice';
import type { Incident } from '#prisma/generated/client';

const OF_ROLLBACK = CHECKLIST.filter(({ isOfRollback }) => isOfRollback).map(({ id }) => id);

/**
 * Takes a change into an incident that is not closed. A rollback makes it open again, and begins what the checklist asks
 * of each rollback anew.
 */
export async function joinIncident(
  tx: Transaction,
  moment: { at: Date; newId: () => string },
  channel: Channel,
  incident: Incident,
  change: FollowedChange,
): Promise<AuditDraft> {
  const { id, number, environment } = incident;
  const isAnew = isRollback(change.kind);
  const all = [...new Set([...incident.functions, ...change.functions])].sort();
  await tx.incident.update({
    where: { id },
    data: {
      functions: all,
      version: { increment: 1 },
      ...(isAnew ? { status: 'open', mitigatedAt: null } : {}),
    },
  });
  if (isAnew) {
    await tx.checklistItem.updateMany({
      where: { incidentId: id, item: { in: OF_ROLLBACK } },
      data: UNDECIDED,
    });
  }
  const who = change.requestedBy.name;
  await writeEvent(tx, id, {
    at: moment.at,
    kind: 'joined',
    sentence: `${change.deed} belongs to this incident.`,
    by: who,
    href: `/changes/${change.id}`,
  });
  await writeNotice(tx, moment, channel, {
    incidentId: id,
    kind: 'progress',
    changeId: change.id,
    headline: `Incident ${number}: ${change.deed} in ${environment} has begun`,
    lines: [change.reason, `Asked for by ${who}.`],
  });
  const details = { changeId: change.id, kind: change.kind, functions: all };
  return { action: 'incident.joined', subject: { kind: 'incident', id }, details };
}
