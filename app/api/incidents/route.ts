import { route } from '#lib/http/route';
import { openIncident } from '#lib/incidents/commands/open-incident';
import { listIncidents } from '#lib/incidents/queries/list-incidents';
import { IncidentCreation, IncidentsQuery } from '#lib/incidents/schema';

export const GET = route({
  permission: 'production.read',
  summary: 'Incidents, the newest first.',
  query: IncidentsQuery,
  handle: (ctx, { query }) => listIncidents(ctx, query),
});

export const POST = route({
  permission: 'incidents.work',
  summary: 'Opens an incident by hand; refused when one that is not closed is about the same functions.',
  body: IncidentCreation,
  status: 201,
  handle: (ctx, { body }) => openIncident(ctx, body),
});
