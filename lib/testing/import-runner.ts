import { openImporter } from '#lib/adapters/importer/open-importer';
import type { ImportPhase } from '#lib/core/importer';
import { silentLog } from '#lib/testing/silent-log';
import { openTestStore } from '#lib/testing/store';

/** What this program tells its parent: that it is ready, and each phase that it comes to. */
export type RunnerMessage = 'ready' | ImportPhase | 'ended';

/** Imports one file when it is told to: `node --import tsx import-runner.ts FOLDER FILE ID`. */
const [folder = '', file = '', id = ''] = process.argv.slice(2);

function say(message: RunnerMessage): void {
  process.send?.(message);
}

const store = await openTestStore(folder);
const importer = await openImporter({
  store,
  dataFolder: folder,
  memory: '200MB',
  log: silentLog,
  pieceBytes: 16_000,
});
say('ready');
process.once('message', async () => {
  await importer.run({
    id,
    source: { path: file },
    mapping: { columns: { user: 'user', time: 'time' }, type: 'view' },
    timeZone: 'UTC',
    now: new Date('2026-03-02T09:00:00Z'),
    onProgress: ({ phase }) => say(phase),
  });
  say('ended');
});
