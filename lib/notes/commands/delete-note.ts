import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import { noSuchNote } from '#lib/notes/no-such-note';
import { savedNoteOf } from '#lib/notes/saved-note';

/** Deletes a note, whoever wrote it. What it said stays in the audit entry. */
export async function deleteNote(ctx: Ctx, id: string): Promise<void> {
  assertAllowed(ctx.actor, 'notes.edit');
  await audited(ctx, async (tx) => {
    const row = await tx.timeNote.findUnique({ where: { id } });
    if (!row) throw noSuchNote();
    await tx.timeNote.delete({ where: { id } });
    const { time, day, text, href } = savedNoteOf(row);
    const subject = { kind: 'note', id };
    return { value: null, entry: { action: 'note.deleted', subject, details: { time, day, text, href } } };
  });
}
