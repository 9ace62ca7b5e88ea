import { liveFunction } from '#lib/functions/queries/live-functions';
import { FunctionParams } from '#lib/functions/schema';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'production.read',
  summary: 'What is live of one function; it is looked at again before the others.',
  params: FunctionParams,
  handle: (ctx, { params }) => liveFunction(ctx, params.name),
});
