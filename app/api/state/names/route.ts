import { seenNames } from '#lib/functions/queries/seen-names';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'production.read',
  summary: 'The names of functions and stacks as they were seen last, for those who look for one.',
  handle: async (ctx) => seenNames(ctx),
});
