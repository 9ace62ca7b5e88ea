import type { DuckDBConnection } from '@duckdb/node-api';
import { COLUMN_TYPES, PARQUET_OPTIONS, quoted, ROW_ORDER } from '#lib/adapters/event-store/layout';
import type { StoredEvent } from '#lib/core/event-store';

/** One event as a line of a journal: the columns of the store, times in epoch milliseconds. */
export function encodeEvent(event: StoredEvent): string {
  return jsonText({
    event_id: event.eventId,
    user_id: event.userId,
    event_type: event.eventType,
    feature_name: event.featureName,
    event_time: event.eventTime,
    received_at: event.receivedAt,
    session_id: event.sessionId,
    session_duration: event.sessionDuration,
    value: event.value,
    experiment: event.experiment,
    variant: event.variant,
    properties: event.properties && jsonText(event.properties),
  });
}

// Half of a surrogate pair is text to JavaScript alone; its escape would make a whole journal unreadable to others.
const LONE_SURROGATE = /(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g;

function jsonText(value: unknown): string {
  const text = JSON.stringify(value);
  return text.includes('\\ud') ? text.replaceAll(LONE_SURROGATE, '$1\ufffd') : text;
}

const LINE_TYPES = Object.entries(COLUMN_TYPES)
  .map(([name, type]) => `${name}: '${type === 'timestamp_ms' ? 'bigint' : type}'`)
  .join(', ');

const STORED = Object.entries(COLUMN_TYPES)
  .map(([name, type]) =>
    type === 'timestamp_ms' ? `cast(epoch_ms(${name}) as timestamp_ms) as ${name}` : name,
  )
  .join(', ');

/** Writes a journal's events into `folder`, in the store's layout; `isDamaged` skips lines that are none. */
export async function writeParquet(
  connection: DuckDBConnection,
  journal: string,
  folder: string,
  isDamaged = false,
): Promise<void> {
  await connection.run(`copy (
      select ${STORED}, strftime(epoch_ms(lines.event_time), '%Y-%m-%d') as dt
      from read_json(${quoted(journal)}, format = 'newline_delimited', ignore_errors = ${isDamaged},
        columns = {${LINE_TYPES}}) as lines
      order by dt, ${ROW_ORDER}
    ) to ${quoted(folder)} (${PARQUET_OPTIONS}, partition_by (dt), overwrite_or_ignore)`);
}
