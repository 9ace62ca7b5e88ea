import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';
import { AppError } from '#lib/core/errors';
import type { MigrationsQuery } from '#lib/tables/migration-schema';
import { type Migrations, type ServedMigration, savedMigrationOf } from '#lib/tables/saved-migration';

/** The newest first, a page at a time; the cursor is the id of the last one of the page before. */
export async function listMigrations(ctx: Ctx, { cursor, limit }: MigrationsQuery): Promise<Migrations> {
  assertAllowed(ctx.actor, 'production.read');
  const rows = await ctx.db.dataMigration.findMany({
    include: { steps: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    ...(cursor === undefined ? {} : { cursor: { id: cursor }, skip: 1 }),
  });
  const migrations = rows.slice(0, limit).map(savedMigrationOf);
  return { migrations, nextCursor: rows.length > limit ? (migrations.at(-1)?.id ?? null) : null };
}

export async function getMigration(ctx: Ctx, id: string): Promise<ServedMigration> {
  assertAllowed(ctx.actor, 'production.read');
  return loadMigration(ctx.db, id);
}

export async function loadMigration(
  tx: Pick<Transaction, 'dataMigration'>,
  id: string,
): Promise<ServedMigration> {
  const row = await tx.dataMigration.findUnique({ where: { id }, include: { steps: true } });
  if (!row) throw new AppError('not_found', 'There is no such migration.');
  return savedMigrationOf(row);
}
