import { removeDemoDashboard } from '#lib/dashboards/commands/remove-demo-dashboard';
import { removeDemo } from '#lib/events/commands/remove-demo';
import { getDemoState } from '#lib/events/queries';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'analytics.read',
  summary: 'Whether the demo data set is there.',
  handle: (ctx) => getDemoState(ctx),
});

export const DELETE = route({
  permission: 'demo.remove',
  summary: 'Removes the demo data set, with its dashboard if nobody has changed it, and nothing else.',
  handle: async (ctx) => {
    // The key of the request belongs to the removal of the data: an answer can be kept under it once.
    await removeDemoDashboard({ ...ctx, idempotency: undefined });
    return removeDemo(ctx);
  },
});
