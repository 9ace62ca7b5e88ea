import type { NoteCreation, TimeNote } from '#lib/notes/schema';
import type { TimeNote as StoredNote } from '#prisma/generated/client';

/** A stored note as it is served. */
export function savedNoteOf(row: StoredNote): TimeNote {
  const time = row.time.toISOString();
  return {
    id: row.id,
    time: row.isWholeDay ? null : time,
    day: row.isWholeDay ? time.slice(0, 10) : null,
    text: row.text,
    href: row.href,
    version: row.version,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    updatedBy: row.updatedBy,
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** What people say in a note, as the table takes it. */
export function storedNoteOf({ time, day, text, href }: NoteCreation) {
  return {
    time: new Date(time ?? `${day}T00:00:00Z`),
    isWholeDay: time === undefined,
    text,
    href,
  };
}
