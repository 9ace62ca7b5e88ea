import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import { actorName } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import { savedNoteOf, storedNoteOf } from '#lib/notes/saved-note';
import type { NoteCreation, TimeNote } from '#lib/notes/schema';

export async function createNote(ctx: Ctx, creation: NoteCreation): Promise<TimeNote> {
  assertAllowed(ctx.actor, 'notes.edit');
  return audited(ctx, async (tx) => {
    const by = actorName(ctx.actor);
    const row = await tx.timeNote.create({
      data: {
        id: ctx.newId(),
        ...storedNoteOf(creation),
        createdBy: by,
        createdAt: ctx.now,
        updatedBy: by,
        updatedAt: ctx.now,
      },
    });
    const value = savedNoteOf(row);
    const { time, day, text, href } = value;
    const subject = { kind: 'note', id: value.id };
    return { value, entry: { action: 'note.created', subject, details: { time, day, text, href } } };
  });
}
