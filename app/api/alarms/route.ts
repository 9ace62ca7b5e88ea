import { listAlarms } from '#lib/functions/queries/live-functions';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'production.read',
  summary: 'The alarms as they were seen last, red first.',
  handle: (ctx) => listAlarms(ctx),
});
