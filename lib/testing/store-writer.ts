import path from 'node:path';
import { openEngine } from '#lib/adapters/duckdb/engine';
import { withConnection } from '#lib/adapters/duckdb/with-connection';
import { quoted } from '#lib/adapters/event-store/layout';
import type { OpenStore } from '#lib/adapters/event-store/open-event-store';
import { openTestStore, storedEvent } from '#lib/testing/store';

/** What this program tells its parent: ids that it was promised to find again. */
export interface Acknowledged {
  ids: string[];
}

const IMPORT_SIZE = 30;

/** Writes until it is killed: `node --import tsx store-writer.ts FOLDER MODE PREFIX`, begun by any message. */
const [folder = '', mode = '', prefix = ''] = process.argv.slice(2);
let count = 0;

function ids(howMany: number): string[] {
  return Array.from({ length: howMany }, () => `${prefix}-${String(++count).padStart(6, '0')}`);
}

function acknowledge(written: string[]): void {
  process.send?.({ ids: written } satisfies Acknowledged);
}

async function appendOnce(store: OpenStore): Promise<void> {
  const batch = ids(1 + (count % 13));
  const day = (id: string) => Date.UTC(2026, 0, 1 + (Number(id.slice(-6)) % 3));
  await store.append(batch.map((id) => storedEvent(id, { eventTime: day(id) })));
  acknowledge(batch);
}

/** One import of an event a day: all of its ids begin alike, so that half an import is seen. */
async function publishOnce(store: OpenStore): Promise<void> {
  const [first = ''] = ids(1);
  const staging = await store.stage();
  const engine = await openEngine({ memory: '100MB', threads: 1, tempFolder: path.join(folder, 'tmp') });
  await withConnection(engine, (connection) =>
    connection.run(`copy (
        select ${quoted(first)} || '/' || n as event_id, 'u' as user_id, 'view' as event_type,
          cast(null as varchar) as feature_name, cast(timestamp '2026-01-01' + to_days(cast(n as integer)) as timestamp_ms) as event_time,
          cast(now() at time zone 'UTC' as timestamp_ms) as received_at, cast(null as varchar) as session_id,
          cast(null as double) as session_duration, cast(null as double) as value,
          cast(null as varchar) as experiment, cast(null as varchar) as variant, cast(null as varchar) as properties,
          strftime(timestamp '2026-01-01' + to_days(cast(n as integer)), '%Y-%m-%d') as dt
        from range(${IMPORT_SIZE}) t(n)
      ) to ${quoted(staging.folder)} (format parquet, partition_by (dt), overwrite_or_ignore)`),
  );
  await engine.close();
  await store.publish(staging, { dedupe: true });
  acknowledge(Array.from({ length: IMPORT_SIZE }, (_, n) => `${first}/${n}`));
}

const MODES: Record<string, (store: OpenStore) => Promise<void>> = {
  ingestion: async (store) => {
    await Promise.all([appendOnce(store), appendOnce(store), appendOnce(store)]);
  },
  import: publishOnce,
  compaction: async (store) => {
    await appendOnce(store);
    await store.flush();
    await store.compact();
  },
};

process.once('message', async () => {
  const store = await openTestStore(folder);
  for (;;) await MODES[mode]?.(store);
});
process.send?.({ ids: [] } satisfies Acknowledged);
