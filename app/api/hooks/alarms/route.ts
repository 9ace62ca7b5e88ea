import { hearAlarm } from '#lib/automation/commands/hear-alarm';
import { AlarmEvent, SnsEnvelope } from '#lib/automation/hook-schema';
import { readLimited } from '#lib/http/input';
import { route } from '#lib/http/route';

/** SNS sends at most 256 KiB of text, which grows when it is written as JSON. */
const MOST_BYTES = 1024 * 1024;

export const POST = route({
  permission: 'public',
  isFromAnywhere: true,
  summary:
    'Hears that an alarm has changed, from SNS by its signature or from EventBridge by a service token. It is a reason to look at once; what it says is not believed.',
  rawBody: { 'text/plain': SnsEnvelope, 'application/json': AlarmEvent },
  status: 202,
  handle: async (ctx, { request }) => hearAlarm(ctx, await readLimited(request, MOST_BYTES)),
});
