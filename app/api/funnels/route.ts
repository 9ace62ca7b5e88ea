import { createFunnel } from '#lib/funnels/commands/create-funnel';
import { listFunnels } from '#lib/funnels/queries/saved-funnels';
import { FunnelCreation, FunnelsPage } from '#lib/funnels/schema';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'analytics.read',
  summary: 'The saved funnels, by name.',
  query: FunnelsPage,
  handle: (ctx, { query }) => listFunnels(ctx, query),
});

export const POST = route({
  permission: 'funnels.edit',
  summary: 'Saves a new funnel.',
  body: FunnelCreation,
  status: 201,
  handle: (ctx, { body }) => createFunnel(ctx, body),
});
