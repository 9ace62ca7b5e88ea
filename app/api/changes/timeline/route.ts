import { productionEvents } from '#lib/changes/queries/production-events';
import { ProductionEventsQuery } from '#lib/changes/schema';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'production.read',
  summary: 'Everything that happened to production in a period, the newest first, whoever did it.',
  query: ProductionEventsQuery,
  handle: (ctx, { query }) => productionEvents(ctx, query),
});
