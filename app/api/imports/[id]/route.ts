import { ImportParams } from '#lib/events/import/schema';
import { getImport } from '#lib/events/queries';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'events.import',
  summary: 'One import: its state, progress, preview and the reasons of rejected rows.',
  params: ImportParams,
  handle: (ctx, { params }) => getImport(ctx, params.id),
});
