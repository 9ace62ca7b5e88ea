import { route } from '#lib/http/route';
import { deleteNote } from '#lib/notes/commands/delete-note';
import { updateNote } from '#lib/notes/commands/update-note';
import { getNote } from '#lib/notes/queries';
import { NoteParams, NoteUpdate } from '#lib/notes/schema';

export const GET = route({
  permission: 'analytics.read',
  summary: 'One note.',
  params: NoteParams,
  handle: (ctx, { params }) => getNote(ctx, params.id),
});

export const PUT = route({
  permission: 'notes.edit',
  summary: 'Replaces a note; refused when somebody saved a newer version than the edit was made from.',
  params: NoteParams,
  body: NoteUpdate,
  handle: (ctx, { params, body }) => updateNote(ctx, params.id, body),
});

export const DELETE = route({
  permission: 'notes.edit',
  summary: 'Deletes a note.',
  params: NoteParams,
  handle: (ctx, { params }) => deleteNote(ctx, params.id),
});
