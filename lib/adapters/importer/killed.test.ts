import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openImporter } from '#lib/adapters/importer/open-importer';
import type { RunnerMessage } from '#lib/testing/import-runner';
import { silentLog } from '#lib/testing/silent-log';
import { openTestStore, storedIds, temporaryFolder } from '#lib/testing/store';

const RUNNER = path.resolve(import.meta.dirname, '../../testing/import-runner.ts');
const ROWS = 6000;
const LONGEST_DELAY_MS = 60;

/** Lets it come to a phase and a random moment further, then kills it. */
async function killIn(child: ChildProcess, phase: RunnerMessage): Promise<void> {
  const reached = new Promise<void>((resolve) => {
    child.on('message', (message: RunnerMessage) => {
      if (message === phase || message === 'ended') resolve();
    });
  });
  const gone = once(child, 'close');
  child.send('go');
  await reached;
  await pause(Math.random() * LONGEST_DELAY_MS);
  child.kill('SIGKILL');
  await gone;
}

it('is whole or absent when its process is killed, as its receipt says, and can be done again', async () => {
  const data = await temporaryFolder();
  const file = path.join(data.folder, 'events.csv');
  const lines = Array.from({ length: ROWS }, (_, n) => `u${n % 700},${1_767_600_000 + (n % 5) * 86_400}`);
  await writeFile(file, `user,time\n${lines.join('\n')}\n`);
  for (const phase of ['reading', 'sorting', 'publishing', 'ended'] as const) {
    for (let round = 0; round < 2; round += 1) {
      const own = await temporaryFolder();
      const id = randomUUID();
      const child = fork(RUNNER, [own.folder, file, id], { execArgv: ['--import', 'tsx'] });
      await once(child, 'message');
      await killIn(child, phase);
      const store = await openTestStore(own.folder);
      const importer = await openImporter({ store, dataFolder: own.folder, memory: '200MB', log: silentLog });
      const receipt = await importer.receipt(id);
      expect(await storedIds(store)).toHaveLength(receipt ? ROWS : 0);
      if (phase === 'ended') expect(receipt).not.toBeNull();
      expect(await importer.isRunning(id)).toBe(false);
      expect(await readdir(path.join(own.folder, 'imports', 'work')).catch(() => [])).toEqual([]);
      const mapping = { columns: { user: 'user', time: 'time' }, type: 'view' };
      const job = { id: randomUUID(), source: { path: file }, mapping, timeZone: 'UTC', now: new Date() };
      expect(await importer.run(job)).toMatchObject({ status: 'done', accepted: receipt ? 0 : ROWS });
      expect(new Set(await storedIds(store)).size).toBe(ROWS);
      await store.close();
      await own.remove();
    }
  }
  await data.remove();
}, 180_000);
