import { route } from '#lib/http/route';
import { updateIncident } from '#lib/incidents/commands/update-incident';
import { getIncident } from '#lib/incidents/queries/get-incident';
import { IncidentParams, IncidentUpdate } from '#lib/incidents/schema';

export const GET = route({
  permission: 'production.read',
  summary: 'One incident with its timeline, checklist, notices, post-mortem and follow-ups.',
  params: IncidentParams,
  handle: (ctx, { params }) => getIncident(ctx, params.id),
});

export const PUT = route({
  permission: 'incidents.work',
  summary: 'Changes what is said of an incident; refused when somebody changed it since the edit was begun.',
  params: IncidentParams,
  body: IncidentUpdate,
  handle: (ctx, { params, body }) => updateIncident(ctx, params.id, body),
});
