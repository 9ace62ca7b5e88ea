import { liveFunctions } from '#lib/functions/queries/live-functions';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'production.read',
  summary: 'What is live, function by function, as it was seen last; red first.',
  handle: (ctx) => liveFunctions(ctx),
});
