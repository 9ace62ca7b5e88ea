import { route } from '#lib/http/route';
import { addFollowUp } from '#lib/incidents/commands/follow-ups';
import { FollowUpCreation, IncidentParams } from '#lib/incidents/schema';

export const POST = route({
  permission: 'incidents.work',
  summary: 'Writes down what is to be done so that it does not happen again.',
  params: IncidentParams,
  body: FollowUpCreation,
  status: 201,
  handle: (ctx, { params, body }) => addFollowUp(ctx, params.id, body),
});
