import { route } from '#lib/http/route';
import { deleteFollowUp, updateFollowUp } from '#lib/incidents/commands/follow-ups';
import { FollowUpParams, FollowUpUpdate } from '#lib/incidents/schema';

export const PUT = route({
  permission: 'incidents.work',
  summary: 'Changes a follow-up, or marks it as done; refused when somebody changed it since.',
  params: FollowUpParams,
  body: FollowUpUpdate,
  handle: (ctx, { params, body }) => updateFollowUp(ctx, params.id, params.followUpId, body),
});

export const DELETE = route({
  permission: 'incidents.work',
  summary: 'Takes a follow-up away.',
  params: FollowUpParams,
  handle: (ctx, { params }) => deleteFollowUp(ctx, params.id, params.followUpId),
});
