import { funnelResults } from '#lib/funnels/queries/funnel-results';
import { FunnelQuestion } from '#lib/funnels/schema';
import { route } from '#lib/http/route';

// A question may be long, so it is asked by POST; it changes nothing.
export const POST = route({
  permission: 'analytics.read',
  summary: 'Counts a funnel that need not be saved.',
  body: FunnelQuestion,
  handle: (ctx, { body }) => funnelResults(ctx, body),
});
