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
  summary: 'Removes the demo data set, and nothing else.',
  handle: (ctx) => removeDemo(ctx),
});
