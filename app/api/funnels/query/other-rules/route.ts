import { otherRules } from '#lib/funnels/queries/other-rules';
import { FunnelQuestion } from '#lib/funnels/schema';
import { route } from '#lib/http/route';

// A question may be long, so it is asked by POST; it changes nothing.
export const POST = route({
  permission: 'analytics.read',
  summary: 'The same funnel under the counting rules of other tools.',
  body: FunnelQuestion,
  handle: (ctx, { body }) => otherRules(ctx, body),
});
