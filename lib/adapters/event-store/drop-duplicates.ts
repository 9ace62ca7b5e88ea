import { rename, rm } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { COLUMN_TYPES, PARQUET_OPTIONS, quoted, ROW_ORDER } from '#lib/adapters/event-store/layout';

/**
 * Takes from the staged files the rows whose id is in `existing`, and all but the first of those that share an id.
 * Hashes find the suspects, which keeps the memory small; the ids themselves decide.
 *
 * @returns how many rows went.
 */
export async function dropDuplicates(
  connection: DuckDBConnection,
  staged: string[],
  existing: string[],
): Promise<number> {
  if (staged.length === 0) return 0;
  await connection.run(dropsText(staged, existing));
  const reader = await connection.runAndReadAll('select filename, count(*) from drops group by filename');
  let dropped = 0;
  for (const [file, count] of reader.getRowsJS()) {
    await rewriteWithout(connection, String(file));
    dropped += Number(count);
  }
  return dropped;
}

function dropsText(staged: string[], existing: string[]): string {
  const known =
    existing.length === 0
      ? 'select cast(null as varchar) as event_id where false'
      : `select event_id from read_parquet([${existing.map(quoted)}], hive_partitioning = false)`;
  return `create or replace temp table drops as
    with staged as (
      select event_id, filename, file_row_number, hash(event_id) as h
      from read_parquet([${staged.map(quoted)}], hive_partitioning = false, filename = true, file_row_number = true)
    ),
    known as (${known}),
    suspects as (
      select * from staged
      where h in (select h from staged group by h having count(*) > 1) or h in (select hash(event_id) from known)
    ),
    judged as (
      select *,
        row_number() over (partition by event_id order by filename, file_row_number) as nth,
        event_id in (select event_id from known where hash(event_id) in (select h from suspects)) as is_known
      from suspects
    )
    select filename, file_row_number from judged where is_known or nth > 1`;
}

async function rewriteWithout(connection: DuckDBConnection, file: string): Promise<void> {
  const draft = `${file}.rewritten`;
  const result = await connection.run(`copy (
      select ${Object.keys(COLUMN_TYPES).join(', ')}
      from read_parquet(${quoted(file)}, hive_partitioning = false, file_row_number = true)
      where file_row_number not in (select file_row_number from drops where filename = ${quoted(file)})
      order by ${ROW_ORDER}
    ) to ${quoted(draft)} (${PARQUET_OPTIONS})`);
  if (result.rowsChanged === 0) {
    await rm(draft, { force: true });
    await rm(file);
  } else {
    await rename(draft, file);
  }
}
