import { route } from '#lib/http/route';
import { listTables } from '#lib/tables/queries/list-tables';

export const GET = route({
  permission: 'production.read',
  summary: 'Tables and what keeps them from being lost, the least protected first.',
  handle: (ctx) => listTables(ctx),
});
