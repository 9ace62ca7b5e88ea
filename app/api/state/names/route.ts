import { route } from '#lib/http/route';
import { readNames } from '#lib/http/state';

export const GET = route({
  permission: 'production.read',
  summary: 'Functions, stacks, tables and open incidents by name, as they were seen last.',
  handle: (ctx) => readNames(ctx),
});
