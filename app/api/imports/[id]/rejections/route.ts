import { ImportParams } from '#lib/events/import/schema';
import { getRejections } from '#lib/events/queries';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'events.import',
  summary: 'The rejected rows of an import as CSV, with line, column and reason.',
  params: ImportParams,
  handle: async (ctx, { params }) =>
    new Response(await getRejections(ctx, params.id), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="rejected-${params.id}.csv"`,
      },
    }),
});
