import { route } from '#lib/http/route';
import { getTable } from '#lib/tables/queries/get-table';
import { TableParams } from '#lib/tables/schema';

export const GET = route({
  permission: 'production.read',
  summary: 'One table: keys, indexes, size, settings, protection, and the restores that were made of it.',
  params: TableParams,
  handle: (ctx, { params }) => getTable(ctx, params.name),
});
