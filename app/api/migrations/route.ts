import { route } from '#lib/http/route';
import { createMigration } from '#lib/tables/commands/create-migration';
import { MigrationCreation, MigrationsQuery } from '#lib/tables/migration-schema';
import { listMigrations } from '#lib/tables/queries/migrations';

export const GET = route({
  permission: 'production.read',
  summary: 'Forward-only migrations of tables, the newest first.',
  query: MigrationsQuery,
  handle: (ctx, { query }) => listMigrations(ctx, query),
});

export const POST = route({
  permission: 'production.change',
  summary: 'Begins a forward-only migration: three deploys, each to be proven.',
  body: MigrationCreation,
  status: 201,
  handle: (ctx, { body }) => createMigration(ctx, body),
});
