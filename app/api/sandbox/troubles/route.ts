import { route } from '#lib/http/route';
import { beginTrouble } from '#lib/rehearsals/commands/begin-trouble';
import { listTroubles } from '#lib/rehearsals/queries';
import { TroubleRequest } from '#lib/rehearsals/schema';

export const GET = route({
  permission: 'sandbox.steer',
  summary: 'What troubles functions of the sandbox from outside; 404 where AWS is looked after.',
  handle: (ctx) => listTroubles(ctx),
});

export const POST = route({
  permission: 'sandbox.steer',
  summary: 'Troubles a function of the sandbox from outside: going back does not help against it.',
  body: TroubleRequest,
  status: 201,
  handle: (ctx, { body }) => beginTrouble(ctx, body),
});
