import { route } from '#lib/http/route';
import { MigrationParams } from '#lib/tables/migration-schema';
import { getMigration } from '#lib/tables/queries/migrations';

export const GET = route({
  permission: 'production.read',
  summary: 'One migration, with what is done of it and what is next.',
  params: MigrationParams,
  handle: (ctx, { params }) => getMigration(ctx, params.id),
});
