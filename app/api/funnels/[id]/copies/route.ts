import { duplicateFunnel } from '#lib/funnels/commands/duplicate-funnel';
import { FunnelParams } from '#lib/funnels/schema';
import { route } from '#lib/http/route';

export const POST = route({
  permission: 'funnels.edit',
  summary: 'Saves a copy of a funnel.',
  params: FunnelParams,
  status: 201,
  handle: (ctx, { params }) => duplicateFunnel(ctx, params.id),
});
