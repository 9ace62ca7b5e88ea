import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import { actorName } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import { newerVersion } from '#lib/core/newer-version';
import { noSuchNote } from '#lib/notes/no-such-note';
import { savedNoteOf, storedNoteOf } from '#lib/notes/saved-note';
import type { NoteUpdate, TimeNote } from '#lib/notes/schema';

/**
 * Replaces a note, whoever wrote it; the entry keeps both texts.
 *
 * @throws AppError `conflict` when the note is not at the version that the edit was made from.
 */
export async function updateNote(ctx: Ctx, id: string, update: NoteUpdate): Promise<TimeNote> {
  assertAllowed(ctx.actor, 'notes.edit');
  return audited(ctx, async (tx) => {
    const row = await tx.timeNote.findUnique({ where: { id } });
    if (!row) throw noSuchNote();
    const { count } = await tx.timeNote.updateMany({
      where: { id, version: update.version },
      data: {
        ...storedNoteOf(update),
        version: { increment: 1 },
        updatedBy: actorName(ctx.actor),
        updatedAt: ctx.now,
      },
    });
    if (count === 0) throw newerVersion(row);
    const value = savedNoteOf(await tx.timeNote.findUniqueOrThrow({ where: { id } }));
    const subject = { kind: 'note', id };
    return { value, entry: { action: 'note.updated', subject, details: changeOf(savedNoteOf(row), value) } };
  });
}

function changeOf(before: TimeNote, after: TimeNote) {
  return {
    time: after.time,
    day: after.day,
    text: after.text,
    href: after.href,
    previousTime: before.time,
    previousDay: before.day,
    previousText: before.text,
    previousHref: before.href,
    version: after.version,
  };
}
