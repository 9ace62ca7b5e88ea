import { route } from '#lib/http/route';
import { decideItem } from '#lib/incidents/commands/decide-item';
import { ItemDecision, ItemParams } from '#lib/incidents/schema';

export const PUT = route({
  permission: 'incidents.work',
  summary:
    'Ticks, waives or opens an item of the checklist, in the name of the person who asks; no token may.',
  params: ItemParams,
  body: ItemDecision,
  handle: (ctx, { params, body }) => decideItem(ctx, params.id, params.item, body),
});
