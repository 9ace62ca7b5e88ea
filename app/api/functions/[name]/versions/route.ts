import { functionVersions } from '#lib/functions/queries/function-versions';
import { FunctionParams } from '#lib/functions/schema';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'production.read',
  summary: 'The versions of a function, the newest first: when each served, and what is known against it.',
  params: FunctionParams,
  handle: (ctx, { params }) => functionVersions(ctx, params.name),
});
