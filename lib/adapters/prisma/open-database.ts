import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { openEmbeddedPool } from '#lib/adapters/prisma/embedded-pool';
import { type Migration, migrate, readMigrations } from '#lib/adapters/prisma/migrate';
import { reportOutages } from '#lib/adapters/prisma/outage';
import type { Database } from '#lib/core/database';
import type { Env } from '#lib/core/env';
import { PrismaClient } from '#prisma/generated/client';

export interface OpenDatabase {
  db: Database;
  /** Whether the data lives in the product's own folder rather than on a Postgres server. */
  isEmbedded: boolean;
  close(): Promise<void>;
}

/**
 * Opens the product's state and brings its schema up to date: on the Postgres of DATABASE_URL, or, without one, on a
 * database in the data folder, which any number of processes may open at once.
 *
 * @throws AppError `unavailable` when the database cannot be reached.
 */
export async function openDatabase(
  env: Pick<Env, 'DATABASE_URL' | 'FLIGHTDECK_DATA'>,
): Promise<OpenDatabase> {
  const migrations = await readMigrations();
  const { pool, close } = env.DATABASE_URL
    ? await openServerPool(env.DATABASE_URL, migrations)
    : await reportOutages(() => openEmbeddedPool(env.FLIGHTDECK_DATA, migrations));
  const db = clientOn(pool);
  return {
    db,
    isEmbedded: env.DATABASE_URL === undefined,
    close: async () => {
      await db.$disconnect();
      await close();
    },
  };
}

/** The generated client on a pool, with lost connections reported as such. */
export function clientOn(pool: pg.Pool): Database {
  const client = new PrismaClient({
    adapter: new PrismaPg(pool),
    // Writers queue for the audit chain, so a burst of them must be allowed to wait.
    transactionOptions: { maxWait: 15_000, timeout: 30_000 },
  });
  const extended = client.$extends({
    query: { $allOperations: ({ args, query }) => reportOutages(() => query(args)) },
  });
  // The extension changes no type; Prisma gives extended clients a structural type of their own.
  return extended as unknown as Database;
}

async function openServerPool(
  connectionString: string,
  migrations: Migration[],
): Promise<{ pool: pg.Pool; close(): Promise<void> }> {
  const pool = new pg.Pool({ connectionString, max: 10, connectionTimeoutMillis: 10_000 });
  pool.on('error', () => {});
  try {
    await reportOutages(() => migrate(pool, migrations));
  } catch (error) {
    await pool.end();
    throw error;
  }
  return { pool, close: () => pool.end() };
}
