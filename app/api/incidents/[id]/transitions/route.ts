import { route } from '#lib/http/route';
import { moveIncident } from '#lib/incidents/commands/move-incident';
import { IncidentParams, IncidentTransition } from '#lib/incidents/schema';

export const POST = route({
  permission: 'incidents.work',
  summary: 'Takes an incident to another state; closing is refused with everything that is lacking.',
  params: IncidentParams,
  body: IncidentTransition,
  handle: (ctx, { params, body }) => moveIncident(ctx, params.id, body),
});
