import { functionRetention } from '#lib/changes/queries/function-retention';
import { FunctionParams } from '#lib/functions/schema';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'production.read',
  summary:
    'Which versions of a function a clean-up would keep or delete now, and why; read from AWS when asked.',
  params: FunctionParams,
  handle: (ctx, { params }) => functionRetention(ctx, params.name),
});
