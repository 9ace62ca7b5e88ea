import { route } from '#lib/http/route';
import { exportPostMortem } from '#lib/incidents/queries/export-post-mortem';
import { IncidentParams } from '#lib/incidents/schema';

export const GET = route({
  permission: 'production.read',
  summary: 'The post-mortem as a Markdown file.',
  params: IncidentParams,
  handle: async (ctx, { params }) => {
    const { name, text } = await exportPostMortem(ctx, params.id);
    return new Response(text, {
      headers: {
        'content-type': 'text/markdown; charset=utf-8',
        'content-disposition': `attachment; filename="${name}"`,
      },
    });
  },
});
