import { deleteFunnel } from '#lib/funnels/commands/delete-funnel';
import { updateFunnel } from '#lib/funnels/commands/update-funnel';
import { getFunnel } from '#lib/funnels/queries/saved-funnels';
import { FunnelParams, FunnelUpdate } from '#lib/funnels/schema';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'analytics.read',
  summary: 'One saved funnel.',
  params: FunnelParams,
  handle: (ctx, { params }) => getFunnel(ctx, params.id),
});

export const PUT = route({
  permission: 'funnels.edit',
  summary: 'Replaces a funnel; refused when somebody saved a newer version than the edit was made from.',
  params: FunnelParams,
  body: FunnelUpdate,
  handle: (ctx, { params, body }) => updateFunnel(ctx, params.id, body),
});

export const DELETE = route({
  permission: 'funnels.edit',
  summary: 'Deletes a funnel.',
  params: FunnelParams,
  handle: (ctx, { params }) => deleteFunnel(ctx, params.id),
});
