import { unlockDeploys } from '#lib/functions/commands/unlock-deploys';
import { LockParams, Unlocking } from '#lib/functions/lock-schema';
import { route } from '#lib/http/route';

export const POST = route({
  permission: 'production.change',
  summary: 'Opens a lock, with the reason; a person has to, never a token.',
  params: LockParams,
  body: Unlocking,
  handle: (ctx, { params, body }) => unlockDeploys(ctx, params.id, body),
});
