import path from 'node:path';

/** Where the store keeps what, under the data folder. */
export interface Layout {
  /** The data folder itself; commit records name files relative to it. */
  root: string;
  /** `dt=YYYY-MM-DD/*.parquet`, and what query engines pass over because its name begins with `_`. */
  events: string;
  /** Changes that are decided and not yet applied in full. */
  commits: string;
  /** Holds the id of the last commit. */
  generation: string;
  lock: string;
  /** What each published staging area brought, kept for ever. */
  receipts: string;
  /** One folder for each process that has the store open: its journal, its staging areas, the files it reads. */
  members: string;
}

export function layoutOf(folder: string): Layout {
  const root = path.resolve(folder);
  const events = path.join(root, 'events');
  return {
    root,
    events,
    commits: path.join(events, '_commits'),
    generation: path.join(events, '_generation'),
    lock: path.join(events, '_lock'),
    receipts: path.join(events, '_receipts'),
    members: path.join(root, 'members'),
  };
}

/** The columns of the files in their order, with DuckDB's types; the day stands in the path alone. */
export const COLUMN_TYPES = {
  event_id: 'varchar',
  user_id: 'varchar',
  event_type: 'varchar',
  feature_name: 'varchar',
  event_time: 'timestamp_ms',
  received_at: 'timestamp_ms',
  session_id: 'varchar',
  session_duration: 'double',
  value: 'double',
  experiment: 'varchar',
  variant: 'varchar',
  properties: 'varchar',
} as const;

/** The order of rows in a file: readers of one feature skip the rest, and each user's events lie together. */
export const ROW_ORDER = 'feature_name, user_id, event_time';

// DuckDB finds the group of a text once for each entry of a dictionary instead of once a row, if there are fewer than
// 20,000 entries: row groups of this size hold that many users where each has two or three events a day.
const ROW_GROUP_ROWS = 40_960;
const DICTIONARY_ENTRIES = 19_999;

/** How every file of the store is written. */
export const PARQUET_OPTIONS = `format parquet, compression zstd, row_group_size ${ROW_GROUP_ROWS}, dictionary_size_limit ${DICTIONARY_ENTRIES}`;

const DAY_FOLDER = /^dt=(\d{4}-\d{2}-\d{2})$/;

/** The day of a folder's name, or undefined when it is none. */
export function dayOf(folderName: string): string | undefined {
  return DAY_FOLDER.exec(folderName)?.[1];
}

export function dayFolder(day: string): string {
  return `dt=${day}`;
}

export function isEventFile(name: string): boolean {
  return name.endsWith('.parquet') && !name.startsWith('.') && !name.startsWith('_');
}

/** A text as an SQL literal. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** `read_parquet` over exactly these files, with `dt` from their paths. */
export function readFiles(paths: readonly string[]): string {
  return `read_parquet([${paths.map(quoted).join(', ')}], hive_partitioning = true, hive_types = {dt: varchar})`;
}
