import { route } from '#lib/http/route';
import { lookAgain } from '#lib/incidents/commands/look-again';
import { IncidentParams } from '#lib/incidents/schema';

export const POST = route({
  permission: 'incidents.work',
  summary: 'Looks now at what the product can see for itself, and ticks what holds.',
  params: IncidentParams,
  handle: (ctx, { params }) => lookAgain(ctx, params.id),
});
