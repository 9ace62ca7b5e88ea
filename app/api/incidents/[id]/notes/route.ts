import { route } from '#lib/http/route';
import { addNote } from '#lib/incidents/commands/add-note';
import { IncidentNote, IncidentParams } from '#lib/incidents/schema';

export const POST = route({
  permission: 'incidents.note',
  summary: 'Writes a note into the timeline of an incident.',
  params: IncidentParams,
  body: IncidentNote,
  handle: (ctx, { params, body }) => addNote(ctx, params.id, body),
});
