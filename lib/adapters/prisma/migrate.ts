import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import { sha256 } from '#lib/core/hash';

/** One migration; Prisma's own CLI keeps the same name and checksum, so either may continue the other's work. */
export interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

// The number under which Prisma's CLI locks while it migrates.
const MIGRATION_LOCK = 72_707_369;

const LEDGER = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

/** The checked-in migrations, oldest first. */
export async function readMigrations(folder = path.resolve('prisma/migrations')): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(path.join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: sha256(sql) };
    }),
  );
}

/**
 * Applies what is missing, each migration whole or not at all; of several processes that start together, one does it.
 *
 * @returns the names of the migrations it applied.
 * @throws Error when a migration was half applied by another tool, or changed after it was applied.
 */
export async function migrate(pool: pg.Pool, migrations: Migration[]): Promise<string[]> {
  // Asked first and without a lock, so that a database user without the right to change tables can start.
  if (pendingOf(migrations, await appliedOf(pool)).length === 0) return [];
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query(LEDGER);
    const pending = pendingOf(migrations, await appliedOf(client));
    for (const migration of pending) await apply(client, migration);
    return pending.map((migration) => migration.name);
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => {});
    client.release();
  }
}

interface Applied {
  name: string;
  checksum: string;
  isFinished: boolean;
}

async function appliedOf(db: pg.Pool | pg.PoolClient): Promise<Applied[]> {
  const ledger = await db.query<{ known: boolean }>(
    `SELECT to_regclass('"_prisma_migrations"') IS NOT NULL AS known`,
  );
  if (!ledger.rows[0]?.known) return [];
  const { rows } = await db.query<Applied>(
    `SELECT "migration_name" AS name, "checksum", "finished_at" IS NOT NULL AS "isFinished"
     FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL`,
  );
  return rows;
}

function pendingOf(migrations: Migration[], applied: Applied[]): Migration[] {
  const half = applied.find((row) => !row.isFinished);
  if (half) {
    throw new Error(`The migration ${half.name} stopped half-way; mend it with "prisma migrate resolve".`);
  }
  const checksums = new Map(applied.map((row) => [row.name, row.checksum]));
  return migrations.filter(({ name, checksum }) => {
    const known = checksums.get(name);
    if (known !== undefined && known !== checksum) {
      throw new Error(`The migration ${name} was changed after it had been applied; restore its file.`);
    }
    return known === undefined;
  });
}

async function apply(client: pg.PoolClient, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "finished_at", "applied_steps_count")
       VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw new Error(`The migration ${name} failed and changed nothing.`, { cause: error });
  }
}
