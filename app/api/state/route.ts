import { route } from '#lib/http/route';
import { readShellState } from '#lib/http/state';

export const GET = route({
  permission: 'analytics.read',
  summary: 'What kind of installation this is, and how fresh its events are.',
  handle: (ctx) => readShellState(ctx),
});
