import { route } from '#lib/http/route';
import { endTrouble } from '#lib/rehearsals/commands/end-trouble';
import { TroubleParams } from '#lib/rehearsals/schema';

export const DELETE = route({
  permission: 'sandbox.steer',
  summary: 'Ends what troubles a function of the sandbox from outside.',
  params: TroubleParams,
  handle: (ctx, { params }) => endTrouble(ctx, params.function),
});
