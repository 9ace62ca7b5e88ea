import { lockDeploys } from '#lib/functions/commands/lock-deploys';
import { LockCreation, LocksQuery } from '#lib/functions/lock-schema';
import { listLocks } from '#lib/functions/queries/locks';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'production.read',
  summary: 'Locks on deploys, the newest first: those that stand, or those that were opened.',
  query: LocksQuery,
  handle: (ctx, { query }) => listLocks(ctx, query),
});

export const POST = route({
  permission: 'production.change',
  summary: 'Keeps a function from being deployed until a person opens the lock.',
  body: LockCreation,
  status: 201,
  handle: (ctx, { body }) => lockDeploys(ctx, body),
});
