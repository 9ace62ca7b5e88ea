import { startChange } from '#lib/changes/commands/start-change';
import { ChangeExecution, ChangeParams } from '#lib/changes/schema';
import { route } from '#lib/http/route';

export const POST = route({
  permission: 'production.change',
  summary: 'Begins a planned change; it goes on whether or not anybody watches.',
  params: ChangeParams,
  body: ChangeExecution,
  status: 202,
  handle: (ctx, { params, body }) => startChange(ctx, params.id, body),
});
