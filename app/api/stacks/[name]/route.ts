import { route } from '#lib/http/route';
import { getStack } from '#lib/stacks/queries/stacks';
import { StackParams } from '#lib/stacks/schema';

export const GET = route({
  permission: 'production.read',
  summary: 'One stack, read now: its events and resources, what can be done, and the same as commands.',
  params: StackParams,
  handle: (ctx, { params }) => getStack(ctx, params.name),
});
