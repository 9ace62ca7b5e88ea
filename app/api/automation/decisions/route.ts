import { listDecisions } from '#lib/automation/queries/decisions';
import { DecisionsQuery } from '#lib/automation/schema';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'production.read',
  summary: 'What automation decided on each alarm that went red, and why, the newest first.',
  query: DecisionsQuery,
  handle: (ctx, { query }) => listDecisions(ctx, query),
});
