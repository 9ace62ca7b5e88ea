import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OpenDatabase, openDatabase } from '#lib/adapters/prisma/open-database';

const MODULE = path.resolve('lib/adapters/prisma/open-database.ts');
let folder: string;
const open: OpenDatabase[] = [];
const children: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'database-'));
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const database of open.splice(0)) await database.close();
  await rm(folder, { recursive: true, force: true });
});

async function here(data = folder): Promise<OpenDatabase> {
  const database = await openDatabase({ DATABASE_URL: undefined, FLIGHTDECK_DATA: data });
  open.push(database);
  return database;
}

/** Opens the folder in a process of its own and runs `program` with `db` in scope. */
function elsewhere(program: string): { child: ChildProcess; line: () => Promise<string> } {
  const source = `import { openDatabase } from ${JSON.stringify(MODULE)};
    const { db, close } = await openDatabase({ FLIGHTDECK_DATA: ${JSON.stringify(folder)} });
    ${program}`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', source], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { child, line: async () => String((await lines.next()).value) };
}

const put = (key: string) => ({ data: { key, value: key } });
const PUT = (key: string) => `await db.setting.create({ data: { key: '${key}', value: 1 } });`;
const STAY = 'setInterval(() => {}, 1000);';

describe('embedded database', () => {
  it('keeps what was written, and its socket is for its owner alone', async () => {
    const first = await here();
    expect(first.isEmbedded).toBe(true);
    await first.db.setting.create(put('a'));
    expect((await stat(path.join(folder, 'run', '.s.PGSQL.5432'))).mode & 0o777).toBe(0o600);
    expect((await stat(path.join(folder, 'run'))).mode & 0o777).toBe(0o700);
    await first.close();
    open.pop();
    expect(await (await here()).db.setting.count()).toBe(1);
  }, 60_000);

  it('serves another process while this one runs the engine, and rolls back what it left open', async () => {
    const { db } = await here();
    const guest = elsewhere(`${PUT('guest')}
      console.log('wrote');
      await db.$transaction(async (tx) => {
        await tx.setting.create({ data: { key: 'half', value: 1 } });
        console.log('inside');
        await new Promise((resolve) => setTimeout(resolve, 20000));
      });`);
    expect(await guest.line()).toBe('wrote');
    expect(await guest.line()).toBe('inside');
    guest.child.kill('SIGKILL');
    expect((await db.setting.findMany()).map((row) => row.key)).toEqual(['guest']);
    await db.$transaction(async (tx) => tx.setting.create(put('after')));
  }, 60_000);

  it('moves in when the process that ran the engine is killed, with nothing acknowledged lost', async () => {
    const host = elsewhere(`${PUT('one')} console.log('wrote'); ${STAY}`);
    expect(await host.line()).toBe('wrote');
    const { db } = await here();
    await db.setting.create(put('two'));
    host.child.kill('SIGKILL');
    await expect
      .poll(() => db.setting.findMany({ orderBy: { key: 'asc' } }), { timeout: 20_000, interval: 50 })
      .toMatchObject([{ key: 'one' }, { key: 'two' }]);
    const guest = elsewhere(`${PUT('three')} console.log('wrote'); await close(); console.log('left');`);
    expect(await guest.line()).toBe('wrote');
    expect(await guest.line()).toBe('left');
    expect(await db.setting.count()).toBe(3);
  }, 60_000);

  it('works in folders whose socket path would be too long', async () => {
    const deep = path.join(folder, 'x'.repeat(120));
    const { db } = await here(deep);
    await db.setting.create(put('a'));
    const again = await here(deep);
    expect(await again.db.setting.count()).toBe(1);
  }, 60_000);
});

describe('openDatabase', () => {
  it('says that a server cannot be reached, without its address', async () => {
    const attempt = openDatabase({
      DATABASE_URL: 'postgresql://a:secret@127.0.0.1:1/b',
      FLIGHTDECK_DATA: '',
    });
    await expect(attempt).rejects.toMatchObject({ code: 'unavailable' });
    await expect(attempt).rejects.not.toThrow(/127|secret/);
  });
});
