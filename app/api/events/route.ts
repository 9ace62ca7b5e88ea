import { ingest } from '#lib/events/commands/ingest';
import { MAX_BATCH_BYTES } from '#lib/events/schema';
import { assertContentType, readLimited } from '#lib/http/input';
import { route } from '#lib/http/route';

export const POST = route({
  permission: 'events.write',
  summary: 'Store events: application/json { "events": […] }, or application/x-ndjson, one event a line',
  status: 202,
  rate: 'ingest',
  handle: async (ctx, { request }) => {
    const type = assertContentType(request, ['application/json', 'application/x-ndjson']);
    return ingest(ctx, {
      body: await readLimited(request, MAX_BATCH_BYTES),
      format: type === 'application/json' ? 'json' : 'ndjson',
    });
  },
});
