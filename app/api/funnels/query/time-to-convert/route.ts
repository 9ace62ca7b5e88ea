import { timeToConvert } from '#lib/funnels/queries/time-to-convert';
import { TimeToConvertQuestion } from '#lib/funnels/schema';
import { route } from '#lib/http/route';

// A question may be long, so it is asked by POST; it changes nothing.
export const POST = route({
  permission: 'analytics.read',
  summary: 'How long people take between two steps, as a histogram.',
  body: TimeToConvertQuestion,
  handle: (ctx, { body }) => timeToConvert(ctx, body),
});
