import { loadChange } from '#lib/changes/queries/load-change';
import { watchChange } from '#lib/changes/queries/watch-change';
import { ChangeParams } from '#lib/changes/schema';
import { eventStream, lastEventId } from '#lib/http/event-stream';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'production.read',
  summary: 'What a change tells as it happens, as server-sent events; resumable by Last-Event-ID.',
  params: ChangeParams,
  handle: async (ctx, { params, request }) => {
    // A change that is not there is refused, before a stream has begun.
    await loadChange(ctx.db, params.id);
    return eventStream(watchChange(ctx, params.id, lastEventId(request)));
  },
});
