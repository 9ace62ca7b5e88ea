import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { OpenStore } from '#lib/adapters/event-store/open-event-store';
import { openImporter } from '#lib/adapters/importer/open-importer';
import type { Importer, ImportJob, ImportMapping, ImportOutcome } from '#lib/core/importer';
import { silentLog } from '#lib/testing/silent-log';
import { openTestStore, readStore, temporaryFolder } from '#lib/testing/store';

/** The moment at which these imports happen. */
export const IMPORT_NOW = new Date('2026-03-02T09:00:00Z');

/** What most of their files say. */
export const IMPORT_MAPPING: ImportMapping = { columns: { user: 'user', type: 'type', time: 'time' } };

export interface TestImporter {
  folder: string;
  store: OpenStore;
  importer: Importer;
  fileWith(content: string | Uint8Array): Promise<string>;
  importText(content: string | Uint8Array, overrides?: Partial<ImportJob>): Promise<ImportOutcome>;
  /** Columns of all events, ordered by the first two of them. */
  all(columns: string): Promise<unknown[][]>;
  close(): Promise<void>;
}

/** An importer on a data folder of its own. Small pieces make it work on a small file as on a large one. */
export async function testImporter(options: { pieceBytes?: number } = {}): Promise<TestImporter> {
  const { folder, remove } = await temporaryFolder();
  const store = await openTestStore(folder);
  const importer = await openImporter({
    store,
    dataFolder: folder,
    memory: '200MB',
    log: silentLog,
    ...options,
  });
  const fileWith = async (content: string | Uint8Array) => {
    const file = path.join(folder, `${randomUUID()}.input`);
    await writeFile(file, content);
    return file;
  };
  return {
    folder,
    store,
    importer,
    fileWith,
    importText: async (content, overrides = {}) =>
      importer.run({
        id: randomUUID(),
        source: { path: await fileWith(content) },
        mapping: IMPORT_MAPPING,
        timeZone: 'UTC',
        now: IMPORT_NOW,
        ...overrides,
      }),
    all: (columns) => readStore(store, `select ${columns} from events order by 1, 2`),
    close: async () => {
      await store.close();
      await remove();
    },
  };
}
