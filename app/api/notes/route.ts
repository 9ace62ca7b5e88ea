import { route } from '#lib/http/route';
import { createNote } from '#lib/notes/commands/create-note';
import { listNotes } from '#lib/notes/queries';
import { NoteCreation, NotesQuery } from '#lib/notes/schema';

export const GET = route({
  permission: 'analytics.read',
  summary: 'Notes on time, the latest first; of a period when one is given.',
  query: NotesQuery,
  handle: (ctx, { query }) => listNotes(ctx, query),
});

export const POST = route({
  permission: 'notes.edit',
  summary: 'Adds a note about a moment or a day.',
  body: NoteCreation,
  status: 201,
  handle: (ctx, { body }) => createNote(ctx, body),
});
