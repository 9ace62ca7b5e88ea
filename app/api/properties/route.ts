import { PropertiesQuery } from '#lib/events/catalog-schema';
import { listProperties } from '#lib/events/queries';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'analytics.read',
  summary: 'Property keys of a period; with `property`, the commonest values of it too.',
  query: PropertiesQuery,
  handle: (ctx, { query }) => listProperties(ctx, query),
});
