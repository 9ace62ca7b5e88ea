import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import { actorName } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import type { MigrationCreation } from '#lib/tables/migration-schema';
import { type ServedMigration, savedMigrationOf } from '#lib/tables/saved-migration';

/** Begins a forward-only migration of a table's data. */
export async function createMigration(ctx: Ctx, creation: MigrationCreation): Promise<ServedMigration> {
  assertAllowed(ctx.actor, 'production.change');
  const { table, title, description } = creation;
  const by = actorName(ctx.actor);
  return audited(ctx, async (tx) => {
    const row = await tx.dataMigration.create({
      data: {
        id: ctx.newId(),
        tableName: table,
        title,
        description,
        createdBy: by,
        createdAt: ctx.now,
        updatedBy: by,
        updatedAt: ctx.now,
      },
      include: { steps: true },
    });
    const value = savedMigrationOf(row);
    const subject = { kind: 'migration', id: value.id };
    return { value, entry: { action: 'migration.created', subject, details: { table, title } } };
  });
}
