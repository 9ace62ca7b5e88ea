import { route } from '#lib/http/route';
import { tableBackups } from '#lib/tables/queries/table-backups';
import { TableParams } from '#lib/tables/schema';

export const GET = route({
  permission: 'production.read',
  summary: 'The backups of a table, the newest first; also of one that is gone.',
  params: TableParams,
  handle: (ctx, { params }) => tableBackups(ctx, params.name),
});
