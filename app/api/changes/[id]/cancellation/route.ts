import { cancelChange } from '#lib/changes/commands/cancel-change';
import { ChangeCancellation, ChangeParams } from '#lib/changes/schema';
import { route } from '#lib/http/route';

export const POST = route({
  permission: 'production.change',
  summary:
    'Discards a plan, or has a deploy under way stop and take back what it moved. What ends within seconds by itself is not stopped.',
  params: ChangeParams,
  body: ChangeCancellation,
  handle: (ctx, { params, body }) => cancelChange(ctx, params.id, body),
});
