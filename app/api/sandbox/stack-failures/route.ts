import { route } from '#lib/http/route';
import { failStack } from '#lib/rehearsals/commands/fail-stack';
import { StackFailureOrder } from '#lib/rehearsals/schema';

export const POST = route({
  permission: 'sandbox.steer',
  summary: 'Begins an update of a stack of the sandbox that is going to fail; 404 where AWS is looked after.',
  body: StackFailureOrder,
  status: 201,
  handle: (ctx, { body }) => failStack(ctx, body),
});
