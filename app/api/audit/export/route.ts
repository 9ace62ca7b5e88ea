import { exportAudit } from '#lib/audit/commands';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'audit.read',
  summary: 'The whole audit chain as NDJSON, the oldest entry first; the download is audited too.',
  handle: async (ctx) =>
    new Response(await exportAudit(ctx), {
      headers: {
        'content-type': 'application/x-ndjson',
        'content-disposition': `attachment; filename="audit-${ctx.now.toISOString().slice(0, 10)}.ndjson"`,
      },
    }),
});
