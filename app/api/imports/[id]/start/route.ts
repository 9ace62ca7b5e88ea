import { startImport } from '#lib/events/commands/start-import';
import { ImportParams, ImportSettings } from '#lib/events/import/schema';
import { route } from '#lib/http/route';

export const POST = route({
  permission: 'events.import',
  summary: 'Begins an import that was uploaded; it goes on in the background.',
  params: ImportParams,
  body: ImportSettings,
  status: 202,
  handle: (ctx, { params, body }) => startImport(ctx, params.id, body),
});
