import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { openEngine } from '#lib/adapters/duckdb/engine';
import { dayFolder, layoutOf, PARQUET_OPTIONS, quoted, ROW_ORDER } from '#lib/adapters/event-store/layout';
import { sha256 } from '#lib/core/hash';

export const BENCH_FEATURE = 'feature_1';
export const BENCH_STEPS = ['view', 'click', 'fill', 'submit', 'download'] as const;
export const BENCH_FROM = '2026-05-01T00:00:00.000Z';
export const BENCH_TO = '2026-05-31T00:00:00.000Z';

const DAYS = 30;
const FEATURES = 4;
const MARKER = 'complete';
// Sessions go one to five steps deep; ten of them have thirty events. One in ten goes backwards.
const DEPTHS = [1, 1, 2, 2, 3, 3, 4, 4, 5, 5];
const EVENTS_PER_SESSION = 3;
const SESSIONS_PER_USER = 8;

/** How the events of a store lie. */
interface Spread {
  /** From BENCH_FROM on. */
  days?: number;
  /** `feature_1` and so on, of equal size. */
  features?: number;
}

/**
 * Writes a store with `events` events, unless said over 30 days and in four features, everybody in all of them, in the
 * layout and order that compaction leaves. A store that is already complete is kept.
 */
export async function makeEvents(
  folder: string,
  events: number,
  { days = DAYS, features = FEATURES }: Spread = {},
): Promise<void> {
  const layout = layoutOf(folder);
  const marker = path.join(layout.root, MARKER);
  // Data of an earlier way of making it would be measured under the new one's name.
  const recipe = sha256(
    [eventsOf(BENCH_FROM, 0, events, days, features), ROW_ORDER, PARQUET_OPTIONS].join('\n'),
  );
  if (existsSync(marker) && readFileSync(marker, 'utf8') === recipe) return;
  rmSync(layout.root, { recursive: true, force: true });
  await withEngine(layout.root, async (connection) => {
    for (let day = 0; day < days; day += 1) {
      const date = new Date(Date.parse(BENCH_FROM) + day * 86_400_000).toISOString().slice(0, 10);
      const target = path.join(layout.events, dayFolder(date));
      mkdirSync(target, { recursive: true });
      await connection.run(
        `copy (${eventsOf(date, day, events, days, features)} order by ${ROW_ORDER})
         to ${quoted(path.join(target, 'bench.parquet'))} (${PARQUET_OPTIONS})`,
      );
    }
  });
  writeFileSync(marker, recipe);
}

/** Writes the same kind of events as a CSV file with a header; answers how many. */
export async function makeCsv(file: string, events: number): Promise<number> {
  mkdirSync(path.dirname(file), { recursive: true });
  let rows = 0;
  await withEngine(path.dirname(file), async (connection) => {
    const written = await connection.run(
      `copy (select user_id, session_id, event_type as event, feature_name as feature, event_time as timestamp,
                    json_extract_string(properties, '$.platform') as platform,
                    json_extract_string(properties, '$.plan') as plan
             from (${eventsOf(BENCH_FROM.slice(0, 10), 0, events * DAYS)}))
       to ${quoted(file)} (format csv, header)`,
    );
    rows = written.rowsChanged;
  });
  return rows;
}

function eventsOf(date: string, day: number, events: number, days = DAYS, features = FEATURES): string {
  const sessions = Math.round(events / days / EVENTS_PER_SESSION);
  const users = Math.max(1, Math.round(events / EVENTS_PER_SESSION / SESSIONS_PER_USER));
  const first = day * sessions;
  const random = (salt: number, below: number) => `(hash(s * 16 + ${salt}) % ${below})::bigint`;
  return `
    select printf('%016x', hash(s * 16 + step + 8)) as event_id,
      printf('user-%08d', ${random(1, users)}) as user_id,
      ([${BENCH_STEPS.map(quoted).join(', ')}])[step] as event_type,
      'feature_' || (1 + ${random(2, features)}) as feature_name,
      (timestamp_ms ${quoted(`${date} 00:00:00`)} + to_milliseconds(${random(3, 82_800_000)} + place * ${random(4, 400_000)}))::timestamp_ms as event_time,
      event_time as received_at,
      printf('session-%x', s) as session_id,
      ${random(5, 1800)}::double as session_duration,
      null::double as value, null::varchar as experiment, null::varchar as variant,
      '{"platform":"' || (['desktop', 'mobile', 'tablet'])[1 + ${random(6, 3)}] || '","plan":"'
        || (['free', 'pro'])[1 + ${random(7, 2)}] || '"}' as properties
    from (select *, case when ${random(14, 10)} = 0 then 6 - step else step end as place
          from (select s, unnest(range(1, 1 + ([${DEPTHS.join(', ')}])[1 + s % 10])) as step
                from range(${first}, ${first + sessions}) sessions(s)))`;
}

async function withEngine(
  folder: string,
  work: (connection: DuckDBConnection) => Promise<void>,
): Promise<void> {
  const engine = await openEngine({ memory: '2GB', threads: 2, tempFolder: path.join(folder, 'tmp') });
  const connection = await engine.connect();
  try {
    await work(connection);
  } finally {
    connection.closeSync();
    await engine.close();
  }
}
