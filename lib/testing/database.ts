import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { type Migration, migrate, readMigrations } from '#lib/adapters/prisma/migrate';
import { clientOn } from '#lib/adapters/prisma/open-database';
import { pglitePool } from '#lib/adapters/prisma/pglite-stream';
import type { Database } from '#lib/core/database';
import { sha256 } from '#lib/core/hash';

export interface TestDatabase {
  db: Database;
  /** For statements that the generated client has no words for. */
  pool: pg.Pool;
  close(): Promise<void>;
}

/** An empty database of its own, in memory, with all migrations applied. Close it when done. */
export async function testDatabase(): Promise<TestDatabase> {
  const engine = await PGlite.create({ loadDataDir: await template() });
  return opened(pglitePool(engine), () => engine.close());
}

/**
 * An empty database that can show races: on the server of TEST_DATABASE_URL when that is set, else as `testDatabase`,
 * where transactions come one after the other. Each call has a schema of its own.
 */
export async function contentionDatabase(): Promise<TestDatabase> {
  const address = process.env.TEST_DATABASE_URL;
  if (!address) return testDatabase();
  const database = `flightdeck_test_${process.pid}_${Math.random().toString(36).slice(2)}`;
  const admin = new pg.Pool({ connectionString: address, max: 1 });
  await admin.query(`CREATE DATABASE ${database}`);
  const own = new URL(address);
  own.pathname = `/${database}`;
  const pool = new pg.Pool({ connectionString: own.href, max: 10 });
  await migrate(pool, await readMigrations());
  return opened(pool, async () => {
    await dropWhenLeft(admin, database);
    await admin.end();
  });
}

/** The server notices a moment after us that the last connection is gone. */
async function dropWhenLeft(admin: pg.Pool, database: string, attempts = 100): Promise<void> {
  try {
    await admin.query(`DROP DATABASE ${database}`);
  } catch (error) {
    if (attempts === 0) throw error;
    await pause(20);
    await dropWhenLeft(admin, database, attempts - 1);
  }
}

function opened(pool: pg.Pool, after: () => Promise<void>): TestDatabase {
  const db = clientOn(pool);
  const close = async (): Promise<void> => {
    await db.$disconnect();
    await pool.end();
    await after();
  };
  return { db, pool, close };
}

let cached: Promise<Blob> | undefined;

/** A migrated database as an archive, made once per set of migrations and kept in the system's temporary folder. */
function template(): Promise<Blob> {
  cached ??= readMigrations().then(async (migrations) => {
    const file = templateFile(migrations);
    const kept = await readFile(file).catch(() => null);
    return new Blob([kept ?? (await makeTemplate(migrations, file))]);
  });
  return cached;
}

function templateFile(migrations: Migration[]): string {
  const name = sha256(migrations.map((migration) => migration.checksum).join()).slice(0, 16);
  return path.join(os.tmpdir(), `flightdeck-test-${os.userInfo().uid}`, `${name}.tar`);
}

async function makeTemplate(migrations: Migration[], file: string): Promise<Buffer<ArrayBuffer>> {
  const engine = await PGlite.create();
  const pool = pglitePool(engine, { max: 1 });
  await migrate(pool, migrations);
  await pool.end();
  const archive = Buffer.from(await (await engine.dumpDataDir('none')).arrayBuffer());
  await engine.close();
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, archive);
  await rename(draft, file);
  return archive;
}
