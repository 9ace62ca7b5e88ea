import { z } from 'zod';
import { ingest } from '#lib/events/commands/ingest';
import { Event, MAX_BATCH_BYTES, MAX_EVENTS } from '#lib/events/schema';
import { contentType, readLimited } from '#lib/http/input';
import { route } from '#lib/http/route';

export const POST = route({
  permission: 'events.write',
  summary: 'Stores events: a JSON object with a list of them, or NDJSON, one event a line.',
  // Said here, checked event by event: a bad one must not cost the others.
  rawBody: {
    'application/json': z.strictObject({ events: z.array(Event).max(MAX_EVENTS) }),
    'application/x-ndjson': Event,
  },
  status: 202,
  rate: 'ingest',
  handle: async (ctx, { request }) =>
    ingest(ctx, {
      body: await readLimited(request, MAX_BATCH_BYTES),
      format: contentType(request) === 'application/json' ? 'json' : 'ndjson',
    }),
});
