import { route } from '#lib/http/route';
import { readShellState } from '#lib/http/state';

export const GET = route({
  permission: 'production.read',
  summary: 'What kind of installation this is, how fresh its events are, and whether production hurts.',
  handle: (ctx) => readShellState(ctx),
});
