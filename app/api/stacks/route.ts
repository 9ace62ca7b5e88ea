import { route } from '#lib/http/route';
import { listStacks } from '#lib/stacks/queries/stacks';

export const GET = route({
  permission: 'production.read',
  summary: 'The stacks of CloudFormation as they were seen last, each with what can be done in its status.',
  handle: (ctx) => listStacks(ctx),
});
