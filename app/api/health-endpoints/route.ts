import { saveHealthEndpoints } from '#lib/functions/commands/save-health-endpoints';
import { HealthEndpointsUpdate } from '#lib/functions/health-schema';
import { healthEndpoints } from '#lib/functions/queries/health';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'production.read',
  summary: 'Where the health of functions is asked.',
  handle: (ctx) => healthEndpoints(ctx),
});

export const PUT = route({
  permission: 'production.change',
  summary: 'Replaces the list of health endpoints; refused when somebody saved a newer one.',
  body: HealthEndpointsUpdate,
  handle: (ctx, { body }) => saveHealthEndpoints(ctx, body),
});
