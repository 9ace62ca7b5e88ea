import path from 'node:path';
import {
  COLUMN_TYPES,
  dayFolder,
  PARQUET_OPTIONS,
  quoted,
  ROW_ORDER,
} from '#lib/adapters/event-store/layout';

/**
 * Of `rows`, those with an id of their own or those without, the later ones of each key: their lines, and which time
 * it is (2, 3, …). Hashes find the suspects, which keeps the memory small.
 */
export function repeatedSql(table: 'repeated_ids' | 'repeated_rows', rows: string): string {
  const wanted = `${table === 'repeated_ids' ? '' : 'not '}has_id`;
  return `create or replace temp table ${table} as
    with often as (select hash(key) as h from ${rows} where ${wanted} group by h having count(*) > 1)
    select line, nth
    from (
      select line, row_number() over (partition by key order by line) as nth
      from ${rows} where ${wanted} and hash(key) in (from often)
    ) where nth > 1`;
}

/**
 * Writes rows into the staging folder, in the store's layout and order. Rows without an id of their own get one from
 * what they say and, where a file says the same several times, from which time it is: so each counts, and the file
 * adds nothing when it is imported again.
 *
 * @param onlyDay the day of all the rows, if it is one; its folder must be there. One day need not be parted, which
 * keeps its order whole.
 */
export function finishSql(rows: string, stagingFolder: string, receivedAt: Date, onlyDay?: string): string {
  const columns = Object.entries(COLUMN_TYPES).map(([column, type]) => {
    if (column === 'event_id') return `if(nth is null, key, key || '-' || nth) as event_id`;
    if (column === 'received_at')
      return `cast(make_timestamp_ms(${receivedAt.getTime()}) as ${type}) as received_at`;
    return `cast(${column} as ${type}) as ${column}`;
  });
  const sorted = `from ${rows} left join repeated_rows using (line)
    where line not in (select line from repeated_ids)
    order by ${onlyDay === undefined ? 'dt, ' : ''}${ROW_ORDER}`;
  if (onlyDay !== undefined) {
    const file = path.join(stagingFolder, dayFolder(onlyDay), 'data_0.parquet');
    return `copy (select ${columns.join(', ')} ${sorted}) to ${quoted(file)} (${PARQUET_OPTIONS})`;
  }
  return `copy (select ${columns.join(', ')}, dt ${sorted})
    to ${quoted(stagingFolder)} (${PARQUET_OPTIONS}, partition_by (dt), overwrite_or_ignore)`;
}
