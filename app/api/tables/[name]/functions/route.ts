import { route } from '#lib/http/route';
import { saveTableUse } from '#lib/tables/commands/save-table-use';
import { TableParams, TableUseUpdate } from '#lib/tables/schema';

export const PUT = route({
  permission: 'production.change',
  summary: 'Says which functions use a table; their deploys back it up first.',
  params: TableParams,
  body: TableUseUpdate,
  handle: (ctx, { params, body }) => saveTableUse(ctx, params.name, body),
});
