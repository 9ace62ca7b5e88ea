import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquireFileLock, holderOf, tryFileLock } from '#lib/adapters/file-lock';

const MODULE = path.resolve('lib/adapters/file-lock.ts');
let folder: string;
let file: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'file-lock-'));
  file = path.join(folder, 'thing.lock');
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** Runs a program of its own that has `acquireFileLock` and `tryFileLock` in scope. */
function start(program: string): { child: ChildProcess; line: () => Promise<string> } {
  const source = `import { acquireFileLock, tryFileLock } from ${JSON.stringify(MODULE)};\n${program}`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', source], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { child, line: async () => String((await lines.next()).value) };
}

const HOLD = (lock: string) =>
  `await acquireFileLock(${JSON.stringify(lock)}, { waitMs: 0 }); console.log('held'); setInterval(() => {}, 1000);`;

describe('file lock', () => {
  it('has one holder at a time, within one process too', async () => {
    const release = await tryFileLock(file);
    expect(release).not.toBeNull();
    expect(await tryFileLock(file)).toBeNull();
    expect(await holderOf(file)).toBe(process.pid);
    await release?.();
    await release?.();
    const second = await tryFileLock(file);
    expect(second).not.toBeNull();
    await release?.();
    expect(await tryFileLock(file)).toBeNull();
    await second?.();
    expect(await readdir(folder)).toEqual([]);
  });

  it('waits for the holder, and says who it is when the time is over', async () => {
    const release = await acquireFileLock(file, { waitMs: 0 });
    await expect(acquireFileLock(file, { waitMs: 30 })).rejects.toThrow(`process ${process.pid}`);
    const waiting = acquireFileLock(file, { waitMs: 10_000 });
    await release();
    await (await waiting)();
  });

  it.each([
    ['a process that is gone', '999999999 1 nonce'],
    ['a process whose number was given to another', `${process.pid} 1 nonce`],
    ['a file that a power cut emptied', ''],
  ])('takes over from %s', async (_, content) => {
    await writeFile(file, content);
    expect(await holderOf(file)).toBeNull();
    const release = await tryFileLock(file);
    expect(release).not.toBeNull();
    await release?.();
    expect(await readdir(folder)).toEqual([]);
  });

  it('respects another process until it is killed', async () => {
    const { child, line } = start(HOLD(file));
    expect(await line()).toBe('held');
    expect(await tryFileLock(file)).toBeNull();
    expect(await holderOf(file)).toBe(child.pid);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await tryFileLock(file)).not.toBeNull();
  });

  it('lets one of many in at a time, also while leftovers are taken over', async () => {
    const ledger = path.join(folder, 'ledger');
    await writeFile(ledger, '0');
    // Each holder reads, yields and writes back: an overlap would lose a count. Every third leaves a leftover.
    const program = `
      import { readFile, writeFile } from 'node:fs/promises';
      const dead = '999999999 1 ';
      for (let i = 0; i < 30; i++) {
        const release = await acquireFileLock(${JSON.stringify(file)}, { waitMs: 60_000 });
        const count = Number(await readFile(${JSON.stringify(ledger)}, 'utf8'));
        await new Promise((resolve) => setImmediate(resolve));
        await writeFile(${JSON.stringify(ledger)}, String(count + 1));
        if (i % 3 === 0) await writeFile(${JSON.stringify(file)}, dead + Math.random());
        else await release();
      }
      console.log('done');`;
    const crowd = Array.from({ length: 4 }, () => start(program));
    expect(await Promise.all(crowd.map(({ line }) => line()))).toEqual(['done', 'done', 'done', 'done']);
    expect(await readFile(ledger, 'utf8')).toBe('120');
  }, 60_000);
});
