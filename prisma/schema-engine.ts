// The schema engine of Prisma's CLI, without its downloaded binary: the same engine as WebAssembly, from the package
// registry, behind the CLI's JSON-RPC on standard input and output. Same `_prisma_migrations` table and checksums.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import readline from 'node:readline';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { EngineDatabase } from './schema-engine-database.ts';

interface Request {
  id: number;
  method?: string;
  params: Record<string, unknown> & { from?: { tag: string }; to?: { tag: string } };
}

interface DiffResult {
  exitCode: number;
  stdout?: string | null;
}

/** What the engine answers to; its own declarations lack the methods that it takes by name. */
type Engine = Record<string, (params: unknown) => Promise<unknown>>;

const require = createRequire(import.meta.url);
const args = process.argv.slice(2);
const source = optionOf<{ url?: string; shadowDatabaseUrl?: string }>('--datasource') ?? {};
const url = source.url ?? process.env.DATABASE_URL ?? null;

/** Comparisons of files alone, for which no database is asked. */
const FILES = new Set(['empty', 'schemaDatamodel', 'migrations']);

if (args.includes('--version')) {
  console.log(`schema-engine-wasm ${require('@prisma/schema-engine-wasm/package.json').version}`);
} else if (args.includes('cli')) {
  await runCommand(args[args.indexOf('cli') + 1]);
} else {
  serve();
}

function optionOf<T>(name: string): T | undefined {
  const text = args.includes(name) ? args[args.indexOf(name) + 1] : undefined;
  return text ? (JSON.parse(text) as T) : undefined;
}

/** The two questions that the CLI asks by running the engine once. */
async function runCommand(command: string | undefined): Promise<void> {
  try {
    if (command === 'can-connect-to-database') await canConnect();
    else if (command === 'create-database') await createDatabase();
    else throw new Error(`The schema engine has no command ${command}.`);
    process.exit(0);
  } catch (thrown) {
    const { message, code } = connectionFault(thrown);
    const fields = { message, is_panic: false, error_code: code };
    const line = {
      level: 'ERROR',
      timestamp: new Date().toISOString(),
      target: 'schema_engine::logger',
      fields,
    };
    // The CLI drops the first line.
    process.stderr.write(`starting\n${JSON.stringify(line)}\n`);
    process.exit(1);
  }
}

async function canConnect(): Promise<void> {
  const adapter = await (await EngineDatabase.open(url, null)).connect();
  await adapter.queryRaw({ sql: 'select 1', args: [], argTypes: [] });
}

async function createDatabase(): Promise<void> {
  const address = new URL(url ?? '');
  const name = decodeURIComponent(address.pathname.slice(1));
  address.pathname = '/postgres';
  const client = new pg.Client({ connectionString: address.href });
  await client.connect();
  await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
  await client.end();
}

function connectionFault(thrown: unknown): { message: string; code: string } {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const cause = (error.cause ?? {}) as { kind?: string; originalMessage?: string };
  return {
    message: cause.originalMessage ?? error.message,
    code: cause.kind === 'DatabaseDoesNotExist' ? 'P1003' : 'P1001',
  };
}

/** Answers one request after the other until the CLI closes its end. */
function serve(): void {
  let queue = Promise.resolve();
  const input = readline.createInterface({ input: process.stdin });
  input.on('line', (line) => {
    if (line.trim() !== '') queue = queue.then(() => answer(JSON.parse(line) as Request));
  });
  input.on('close', () => queue.then(() => process.exit(0)));
}

async function answer(request: Request): Promise<void> {
  // What has no method is the CLI's receipt for a text that we printed.
  if (!request.method) return;
  try {
    const result = await perform(request.method, request.params);
    if (request.method === 'diff')
      send({ id: request.id, result: printed(request.id, result as DiffResult) });
    else send({ id: request.id, result: result ?? {} });
  } catch (thrown) {
    send({ id: request.id, error: engineFault(thrown) });
  }
}

function send(message: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}

function printed(id: number, result: DiffResult): DiffResult {
  if (result.stdout) send({ id: id + 1_000_000, method: 'print', params: { content: result.stdout } });
  return { exitCode: result.exitCode, stdout: null };
}

function engineFault(thrown: unknown): Record<string, unknown> {
  const error = thrown as { message?: string; code?: string };
  const known = parsed(error.message ?? '');
  const data = {
    is_panic: false,
    message: known?.message ?? error.message ?? String(thrown),
    error_code: known?.error_code ?? error.code,
    meta: known?.meta ?? {},
  };
  return { code: 4466, message: 'An error happened. Check the data field for details.', data };
}

function parsed(text: string): { message?: string; error_code?: string; meta?: unknown } | null {
  try {
    return JSON.parse(text) as { message?: string };
  } catch {
    return null;
  }
}

async function perform(method: string, params: Request['params']): Promise<unknown> {
  const ofFiles = method === 'diff' && FILES.has(params.from?.tag ?? '') && FILES.has(params.to?.tag ?? '');
  const engine = await startEngine(ofFiles ? null : url);
  if (method === 'evaluateDataLoss') return dataLoss(await pendingSql(engine, params));
  if (method === 'createMigration') return newMigration(await pendingSql(engine, params), params);
  if (method === 'getDatabaseVersion') return engine.version?.(params);
  const known = engine[method];
  if (!known) throw new Error(`The schema engine has no method ${method}.`);
  return known.call(engine, params);
}

async function startEngine(address: string | null): Promise<Engine> {
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const file = require
    .resolve('@prisma/schema-engine-wasm')
    .replace(/schema_engine\.js$/, 'schema_engine_bg.wasm');
  const imports = { './schema_engine_bg.js': glue as unknown as WebAssembly.ModuleImports };
  const { instance } = await WebAssembly.instantiate(readFileSync(file), imports);
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as (() => void) | undefined)?.();
  const database = await EngineDatabase.open(address, source.shadowDatabaseUrl ?? null);
  const engine: object = await glue.SchemaEngine.new(
    { datamodels: undefined },
    () => {},
    bindMigrationAwareSqlAdapterFactory(database),
  );
  return engine as Engine;
}

/** What lies between the migrations and the schema, as SQL; null when they are in step. */
async function pendingSql(engine: Engine, params: Request['params']): Promise<string | null> {
  // The engine refuses its own shadow database in the two methods that need this, but not in `diff`.
  const result = (await engine.diff?.({
    from: { tag: 'migrations', ...(params.migrationsList as object) },
    to: { tag: 'schemaDatamodel', ...(params.schema as object) },
    script: true,
    exitCode: true,
    filters: params.filters,
  })) as DiffResult;
  return result.exitCode === 2 ? (result.stdout ?? '') : null;
}

function dataLoss(sql: string | null): Record<string, unknown> {
  const drops = sql !== null && /\bDROP (TABLE|COLUMN|TYPE)\b/i.test(sql);
  const message = 'This migration drops a table, a column or a type: read its SQL.';
  return {
    migrationSteps: sql === null ? 0 : 1,
    unexecutableSteps: [],
    warnings: drops ? [{ message, stepIndex: 0 }] : [],
  };
}

function newMigration(sql: string | null, params: Request['params']): Record<string, unknown> {
  const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
  const slug = String(params.migrationName)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_');
  return {
    connectorType: 'postgresql',
    generatedMigrationName: slug === '' ? stamp : `${stamp}_${slug.slice(0, 200)}`,
    migrationScript: sql ?? (params.draft ? '-- This is an empty migration.' : null),
    extension: 'sql',
  };
}
