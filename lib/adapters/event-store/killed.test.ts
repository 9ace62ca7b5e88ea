import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openTestStore, storedIds, temporaryFolder } from '#lib/testing/store';
import type { Acknowledged } from '#lib/testing/store-writer';

const WRITER = path.resolve(import.meta.dirname, '../../testing/store-writer.ts');
const KILLS = 20;
// As the writer has it; its module cannot be imported, because it starts writing.
const IMPORT_SIZE = 30;

/** A writer that has loaded its modules and waits for the word. */
async function startWriter(folder: string, mode: string, round: number): Promise<ChildProcess> {
  const child = fork(WRITER, [folder, mode, `r${round}`], { execArgv: ['--import', 'tsx'] });
  await once(child, 'message');
  return child;
}

/** Lets it write for a while after its first promise, then kills it. @returns what it was promised. */
async function killWhileWriting(child: ChildProcess): Promise<string[]> {
  const promised: string[] = [];
  child.on('message', (message: Acknowledged) => promised.push(...message.ids));
  child.send('write');
  await once(child, 'message');
  await pause(Math.random() * 120);
  const gone = once(child, 'close');
  child.kill('SIGKILL');
  await gone;
  return promised;
}

function repeated(ids: string[]): string[] {
  return ids.filter((id, index) => ids[index - 1] === id);
}

/** Imports of which a part is there and a part is not. */
function halves(ids: string[]): string[] {
  const counts = new Map<string, number>();
  for (const id of ids.filter((each) => each.includes('/'))) {
    const name = id.split('/')[0] ?? '';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count !== IMPORT_SIZE).map(([name]) => name);
}

describe('a process killed at any moment', () => {
  it.each(['ingestion', 'import', 'compaction'])(
    `during %s, ${KILLS} times, loses nothing that it was promised and doubles nothing`,
    async (mode) => {
      const data = await temporaryFolder();
      const promised = new Set<string>();
      let next = startWriter(data.folder, mode, 0);
      for (let round = 1; round <= KILLS; round += 1) {
        const child = await next;
        next = startWriter(data.folder, mode, round);
        for (const id of await killWhileWriting(child)) promised.add(id);
        const store = await openTestStore(data.folder);
        const ids = await storedIds(store);
        await store.close();
        const present = new Set(ids);
        expect([...promised].filter((id) => !present.has(id))).toEqual([]);
        expect(repeated(ids)).toEqual([]);
        expect(halves(ids)).toEqual([]);
      }
      (await next).kill('SIGKILL');
      expect(promised.size).toBeGreaterThan(KILLS);
      await data.remove();
    },
    180_000,
  );
});
