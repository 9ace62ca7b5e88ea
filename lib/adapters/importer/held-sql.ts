import { quoted } from '#lib/adapters/event-store/layout';

/** The table in which rows wait until there are many; `fault` and what goes with it is null in sound ones. */
export const EMPTY_HELD_SQL = `create or replace temp table held (
  piece integer, line bigint, has_id boolean, key varchar, user_id varchar, event_type varchar, feature_name varchar,
  event_time timestamp, session_id varchar, session_duration double, value double, experiment varchar, variant varchar,
  properties varchar, fault_column varchar, fault varchar, fault_value varchar)`;

const TEXTS = ['user_id', 'event_type', 'feature_name', 'session_id', 'experiment', 'variant'];
const SEPARATOR = 'chr(31)';

/**
 * A hash of all that an event says, as an SQL text. A text that holds the separator has its length in front of it,
 * as have the others of its row then, so that `a` and `bc` stay apart from `ab` and `c`; such rows begin with a
 * separator, which no others do.
 */
export function contentKey(eventMs: string): string {
  const rest = [
    `cast(${eventMs} as varchar)`,
    'cast(session_duration as varchar)',
    'cast(value as varchar)',
    'properties',
  ];
  const joined = (texts: string[]) =>
    `concat_ws(${SEPARATOR}, ${[...texts, ...rest].map((text) => `coalesce(${text}, '')`).join(', ')})`;
  const measured = TEXTS.map((column) => `length(${column}) || ':' || ${column}`);
  return `md5(case when ${TEXTS.map((column) => `contains(${column}, ${SEPARATOR})`).join(' or ')}
    then ${SEPARATOR} || ${joined(measured)} else ${joined(TEXTS)} end)`;
}

export function faultsSql(piece: number): string {
  return `select line, fault_column, fault, fault_value from held where piece = ${piece} and fault is not null
    order by line`;
}

/** The sound rows of some consecutive days, or of all. */
export function heldSql(days?: string[]): string {
  const [first] = days ?? [];
  const last = days?.at(-1);
  const wanted = first && last ? `and dt between date ${quoted(first)} and date ${quoted(last)}` : '';
  return `(select *, cast(event_time as date) as dt from held where fault is null ${wanted})`;
}

export const DAYS_SQL = `select cast(dt as varchar), count(*) from ${heldSql()} group by dt`;

/** Writes the sound rows into `folder`, by day. */
export function spillSql(folder: string): string {
  return `copy (select * exclude (piece, fault_column, fault, fault_value) from ${heldSql()})
    to ${quoted(folder)} (format parquet, compression uncompressed, partition_by (dt))`;
}

/** What was spilled into the folders that match. */
export function spilledSql(globs: string[]): string {
  return `read_parquet([${globs.map(quoted).join(', ')}], hive_partitioning = true, hive_types = {dt: date})`;
}
