import { openEngine } from '#lib/adapters/duckdb/engine';
import { readRows } from '#lib/adapters/duckdb/read-values';
import { quoted } from '#lib/adapters/event-store/layout';
import type { StoredEvent } from '#lib/core/event-store';
import type { Row, Warehouse } from '#lib/core/warehouse';
import { MACROS } from '#lib/sql/macros';
import { temporaryFolder } from '#lib/testing/store';

export interface TableWarehouse extends Warehouse {
  /** Takes the place of all events that were there. */
  fill(events: StoredEvent[]): Promise<void>;
  close(): Promise<void>;
}

// Longer texts take longer than in proportion.
const ROWS_AT_ONCE = 500;

const COLUMNS =
  'event_id varchar, user_id varchar, event_type varchar, feature_name varchar, event_time timestamp, received_at timestamp, session_id varchar, session_duration double, value double, experiment varchar, variant varchar, properties varchar, dt varchar';

/** The real engine over one table in memory: a world of its own for each test, without a file. */
export async function tableWarehouse(): Promise<TableWarehouse> {
  const place = await temporaryFolder();
  const engine = await openEngine({ memory: '300MB', threads: 1, tempFolder: place.folder, setUp: MACROS });
  const connection = await engine.connect();
  let version = 0;
  return {
    engine: 'duckdb',
    fill: async (events) => {
      version += 1;
      await connection.run(`create or replace table events (${COLUMNS})`);
      for (let first = 0; first < events.length; first += ROWS_AT_ONCE) {
        const rows = events.slice(first, first + ROWS_AT_ONCE).map(rowOf);
        await connection.run(`insert into events values ${rows.join(', ')}`);
      }
    },
    query: async (text, parameters, asked) => {
      const rows: Row<typeof asked.columns>[] = [];
      const result = await connection.stream(text, parameters);
      const given = result.columnNames().join();
      if (given !== Object.keys(asked.columns).join()) throw new Error(`${asked.label} gives ${given}`);
      for await (const chunk of result) rows.push(...readRows(chunk, asked.columns));
      return { rows, bytesScanned: 0, costUsd: 0, elapsedMs: 0 };
    },
    scan: () => Promise.reject(new Error('A table is asked with query.')),
    state: () => Promise.resolve({ version: String(version), dataThrough: null }),
    close: async () => {
      connection.closeSync();
      await engine.close();
      await place.remove();
    },
  };
}

function rowOf(event: StoredEvent): string {
  const texts = [event.eventId, event.userId, event.eventType, event.featureName];
  const time = new Date(event.eventTime).toISOString();
  const rest = [event.experiment, event.variant, event.properties && JSON.stringify(event.properties)];
  const stamp = `timestamp ${quoted(time.replace('T', ' ').replace('Z', ''))}`;
  const numbers = [event.sessionDuration, event.value].map((value) => value ?? 'null');
  return `(${[...texts.map(literal), stamp, stamp, literal(event.sessionId), ...numbers, ...rest.map(literal), quoted(time.slice(0, 10))].join(', ')})`;
}

function literal(text: string | null): string {
  return text === null ? 'null' : quoted(text);
}
