import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openEngine } from '#lib/adapters/duckdb/engine';
import { withConnection } from '#lib/adapters/duckdb/with-connection';
import { quoted } from '#lib/adapters/event-store/layout';
import { type OpenStore, openEventStore } from '#lib/adapters/event-store/open-event-store';
import type { StoredEvent } from '#lib/core/event-store';
import { silentLog } from '#lib/testing/silent-log';

/** An event that is whole; a test says what matters to it. */
export function storedEvent(eventId: string, overrides: Partial<StoredEvent> = {}): StoredEvent {
  return {
    eventId,
    userId: 'u1',
    eventType: 'view',
    featureName: 'shop',
    eventTime: Date.UTC(2026, 0, 5, 12),
    receivedAt: Date.now(),
    sessionId: null,
    sessionDuration: null,
    value: null,
    experiment: null,
    variant: null,
    properties: null,
    ...overrides,
  };
}

export function openTestStore(folder: string): Promise<OpenStore> {
  return openEventStore({ folder, memory: '200MB', log: silentLog });
}

/** A data folder of its own for one test. */
export async function temporaryFolder(): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'flightdeck-store-'));
  return {
    folder,
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
  };
}

/** Rows of the store's files, as a reader of the folder sees them; `text` selects from `events`. */
export async function readStore(store: OpenStore, text: string): Promise<unknown[][]> {
  const lease = await store.snapshot();
  try {
    if (lease.files.length === 0) return [];
    return await readParquet(
      lease.files.map((file) => file.path),
      text,
    );
  } finally {
    lease.release();
  }
}

async function readParquet(paths: string[], text: string): Promise<unknown[][]> {
  const { folder, remove } = await temporaryFolder();
  const engine = await openEngine({ memory: '200MB', threads: 1, tempFolder: folder });
  try {
    return await withConnection(engine, async (connection) => {
      await connection.run(
        `create temp view events as select * from read_parquet([${paths.map(quoted)}], hive_types = {dt: varchar})`,
      );
      const reader = await connection.runAndReadAll(text);
      return reader.getRowsJson();
    });
  } finally {
    await engine.close();
    await remove();
  }
}

/** All ids in the store, sorted, each as often as it is there. */
export async function storedIds(store: OpenStore): Promise<string[]> {
  const rows = await readStore(store, 'select event_id from events');
  return rows.map(([id]) => String(id)).sort();
}
