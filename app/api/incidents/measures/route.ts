import { route } from '#lib/http/route';
import { readMeasures } from '#lib/incidents/queries/measures';
import { MeasuresQuery } from '#lib/incidents/schema';

export const GET = route({
  permission: 'production.read',
  summary: 'Deployment frequency, change failure rate, recovery time and MTTR of a period, by week as well.',
  query: MeasuresQuery,
  handle: (ctx, { query }) => readMeasures(ctx, query),
});
