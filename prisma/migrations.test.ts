import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { PGlite } from '@electric-sql/pglite';
import { expect, it } from 'vitest';
import { migrate, readMigrations } from '#lib/adapters/prisma/migrate';
import { pglitePool } from '#lib/adapters/prisma/pglite-stream';

const run = promisify(execFile);
const ROOT = path.resolve(import.meta.dirname, '..');

it('say the same as the schema', async () => {
  const compare = [
    'migrate',
    'diff',
    '--from-migrations',
    'prisma/migrations',
    '--to-schema',
    'prisma/schema.prisma',
  ];
  const command = [path.join(ROOT, 'node_modules/prisma/build/index.js'), ...compare, '--exit-code'];
  // As in a shell where nothing is configured: the project's own engine is found by itself.
  const { DATABASE_URL: _url, PRISMA_SCHEMA_ENGINE_BINARY: _engine, ...env } = process.env;
  const { stdout } = await run(process.execPath, command, {
    cwd: ROOT,
    env: { ...env, CHECKPOINT_DISABLE: '1' },
  });
  expect(stdout).toContain('No difference detected');
}, 120_000);

it('are applied once each, whole or not at all, and never from a changed file', async () => {
  const engine = await PGlite.create();
  const pool = pglitePool(engine);
  const real = await readMigrations();
  const broken = { name: '9_broken', sql: 'CREATE TABLE "Half" (); SELECT nonsense;', checksum: 'x' };
  const attempts = await Promise.all([migrate(pool, real), migrate(pool, real)]);
  expect(attempts.flat()).toEqual(real.map((migration) => migration.name));
  expect(await migrate(pool, real)).toEqual([]);
  await expect(migrate(pool, [...real, broken])).rejects.toThrow('9_broken failed and changed nothing');
  const { rows } = await pool.query(`SELECT to_regclass('"Half"') AS half`);
  expect(rows).toEqual([{ half: null }]);
  const changed = real.map((migration) => ({ ...migration, checksum: 'other' }));
  await expect(migrate(pool, changed)).rejects.toThrow('was changed after it had been applied');
  await pool.end();
  await engine.close();
}, 60_000);
