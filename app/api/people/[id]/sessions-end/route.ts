import { route } from '#lib/http/route';
import { endSessions } from '#lib/people/commands/end-sessions';
import { PersonParams } from '#lib/people/schema';

export const POST = route({
  permission: 'signed-in',
  summary: 'Ends every session of a person at once: anybody’s own, and for admins anybody’s.',
  params: PersonParams,
  handle: (ctx, { params }) => endSessions(ctx, params.id),
});
