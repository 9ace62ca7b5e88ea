import { getChange } from '#lib/changes/queries/changes';
import { ChangeParams } from '#lib/changes/schema';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'production.read',
  summary: 'One change; while it is only planned, with what must hold before it may begin.',
  params: ChangeParams,
  handle: (ctx, { params }) => getChange(ctx, params.id),
});
