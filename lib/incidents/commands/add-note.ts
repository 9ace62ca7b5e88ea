import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import { actorName } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import { writeEvent } from '#lib/incidents/commands/write-event';
import { loadUnclosed } from '#lib/incidents/queries/load-incident';
import type { IncidentNote } from '#lib/incidents/schema';

/** Writes a note into the timeline of an incident that is not closed. */
export async function addNote(ctx: Ctx, id: string, { text }: IncidentNote): Promise<void> {
  assertAllowed(ctx.actor, 'incidents.note');
  await audited(ctx, async (tx) => {
    await loadUnclosed(tx, id);
    await writeEvent(tx, id, { at: ctx.now, kind: 'note', sentence: text, by: actorName(ctx.actor) });
    const entry = { action: 'incident.note_added', subject: { kind: 'incident', id }, details: { text } };
    return { value: null, entry };
  });
}
