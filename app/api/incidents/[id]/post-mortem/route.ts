import { route } from '#lib/http/route';
import { createPostMortem } from '#lib/incidents/commands/create-post-mortem';
import { updatePostMortem } from '#lib/incidents/commands/update-post-mortem';
import { IncidentParams, PostMortemUpdate } from '#lib/incidents/schema';

export const POST = route({
  permission: 'incidents.work',
  summary: 'Begins the post-mortem from what is known.',
  params: IncidentParams,
  status: 201,
  handle: (ctx, { params }) => createPostMortem(ctx, params.id),
});

export const PUT = route({
  permission: 'incidents.work',
  summary: 'Replaces sections of the post-mortem; refused when somebody saved a newer version.',
  params: IncidentParams,
  body: PostMortemUpdate,
  handle: (ctx, { params, body }) => updatePostMortem(ctx, params.id, body),
});
