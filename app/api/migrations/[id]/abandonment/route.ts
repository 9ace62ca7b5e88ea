import { route } from '#lib/http/route';
import { abandonMigration } from '#lib/tables/commands/migration-steps';
import { MigrationAbandonment, MigrationParams } from '#lib/tables/migration-schema';

export const POST = route({
  permission: 'production.change',
  summary: 'Gives a migration up; what was done of it stays to be read.',
  params: MigrationParams,
  body: MigrationAbandonment,
  handle: (ctx, { params, body }) => abandonMigration(ctx, params.id, body),
});
