import { EventFilter } from '#lib/events/catalog-schema';
import { eventVolume } from '#lib/events/queries/event-volume';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'analytics.read',
  summary: 'How many events arrived over time, of all and of each type and feature.',
  query: EventFilter,
  handle: (ctx, { query }) => eventVolume(ctx, query),
});
