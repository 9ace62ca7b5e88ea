import { planChange } from '#lib/changes/commands/plan-change';
import { listChanges } from '#lib/changes/queries/changes';
import { ChangeCreation, ChangesQuery } from '#lib/changes/schema';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'production.read',
  summary: 'Changes to production, the newest first.',
  query: ChangesQuery,
  handle: (ctx, { query }) => listChanges(ctx, query),
});

export const POST = route({
  permission: 'production.change',
  summary: 'Plans a change to production; nothing is moved yet.',
  body: ChangeCreation,
  status: 201,
  handle: (ctx, { body }) => planChange(ctx, body),
});
