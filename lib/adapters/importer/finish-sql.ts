import { COLUMN_TYPES, PARQUET_OPTIONS, quoted, ROW_ORDER } from '#lib/adapters/event-store/layout';

const SEPARATOR = 'chr(31)';

const CONTENT = [
  ...['user_id', 'event_type', 'feature_name', 'session_id', 'experiment', 'variant'].map(
    (column) => `length(${column}) || ':' || ${column}`,
  ),
  'cast(epoch_ms(event_time) as varchar)',
  'cast(session_duration as varchar)',
  'cast(value as varchar)',
  'properties',
].map((text) => `coalesce(${text}, '')`);

/**
 * Writes the sound rows of `piece` into `folder`, by day. `key` is the id that the file gives, or a hash of all that
 * the event says; lengths in front of the texts keep `a` and `bc` apart from `ab` and `c`.
 */
export function spillSql(folder: string): string {
  return `copy (
      select line, given_id is not null as has_id,
        coalesce(given_id, md5(concat_ws(${SEPARATOR}, ${CONTENT.join(', ')}))) as key,
        user_id, event_type, feature_name, event_time, session_id, session_duration, value, experiment, variant,
        properties, cast(event_time as date) as dt
      from piece where fault is null
    ) to ${quoted(folder)} (format parquet, compression uncompressed, partition_by (dt))`;
}

/** The later rows of those that were given one id, in the temporary table `repeated`. */
export function repeatedSql(spilled: string[]): string {
  return `create or replace temp table repeated as
    with given as (select key, line from ${readSpilled(spilled)} where has_id),
    often as (select key, min(line) as first_line from given group by key having count(*) > 1)
    select line from given join often using (key) where line > first_line`;
}

/**
 * Writes some days into the staging folder, in the store's layout and order. Rows without an id of their own get
 * one from what they say and, where a file says the same several times, from which time it is: so each counts, and
 * the file adds nothing when it is imported again.
 */
export function finishSql(spilled: string[], stagingFolder: string, receivedAt: Date): string {
  const columns = Object.entries(COLUMN_TYPES).map(([column, type]) => {
    if (column === 'event_id') return `if(has_id or nth = 1, key, key || '-' || nth) as event_id`;
    if (column === 'received_at')
      return `cast(make_timestamp_ms(${receivedAt.getTime()}) as ${type}) as received_at`;
    return `cast(${column} as ${type}) as ${column}`;
  });
  return `copy (
      select ${columns.join(', ')}, dt
      from (
        select *, row_number() over (partition by key, has_id order by line) as nth from ${readSpilled(spilled)}
        where not (has_id and line in (select line from repeated))
      )
      order by dt, ${ROW_ORDER}
    ) to ${quoted(stagingFolder)} (${PARQUET_OPTIONS}, partition_by (dt), overwrite_or_ignore)`;
}

function readSpilled(globs: string[]): string {
  return `read_parquet([${globs.map(quoted).join(', ')}], hive_partitioning = true, hive_types = {dt: varchar})`;
}
