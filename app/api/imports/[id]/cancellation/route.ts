import { z } from 'zod';
import { cancelImport } from '#lib/events/commands/cancel-import';
import { ImportParams } from '#lib/events/import/schema';
import { route } from '#lib/http/route';

export const POST = route({
  permission: 'events.import',
  summary: 'Stops an import; nothing of it stays.',
  params: ImportParams,
  body: z.strictObject({}),
  status: 202,
  handle: (ctx, { params }) => cancelImport(ctx, params.id),
});
