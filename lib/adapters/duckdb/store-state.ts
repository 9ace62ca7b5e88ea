import type { Engine } from '#lib/adapters/duckdb/engine';
import { firstRow, withConnection } from '#lib/adapters/duckdb/with-connection';
import { readFiles } from '#lib/adapters/event-store/layout';
import type { Lease, StoredFile } from '#lib/adapters/event-store/snapshot';
import { sha256 } from '#lib/core/hash';
import type { Parameter, Warehouse } from '#lib/core/warehouse';

export interface StoreReader {
  snapshot(): Promise<Lease>;
}

/** `Warehouse.state` over a store's files: files never change, so their names are the version. */
export function storeState(engine: Engine, store: StoreReader): Warehouse['state'] {
  let newest: { key: string; time: string | null } | undefined;
  return async (fromDay, toDay) => {
    const lease = await store.snapshot();
    try {
      const files = lease.files.filter(({ day }) => day >= fromDay && day <= toDay);
      const lastDay = lease.files.at(-1)?.day;
      // `dt` is the day of the event's time, so the newest event is in the last day.
      const last = lease.files.filter(({ day }) => day === lastDay).map((file) => file.path);
      const key = last.join('\n');
      if (newest?.key !== key) newest = { key, time: await newestTime(engine, last) };
      const version = sha256(files.map((file) => `${file.day}/${file.name}`).join('\n')).slice(0, 32);
      return { version, dataThrough: newest.time };
    } finally {
      lease.release();
    }
  };
}

async function newestTime(engine: Engine, paths: string[]): Promise<string | null> {
  if (paths.length === 0) return null;
  const text = `select cast(epoch_ms(max(event_time)) as double) from ${readFiles(paths)}`;
  const [time] = await withConnection(engine, (connection) => firstRow(connection, text));
  return typeof time === 'number' ? new Date(time).toISOString() : null;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_LITERAL = /'(\d{4}-\d{2}-\d{2})'/g;

/** The sizes of the files of the days that a question names; of all days when it names less than two. */
export function bytesOf(files: readonly StoredFile[], text: string, parameters: Parameter[]): number {
  const named = [
    ...parameters.filter((value): value is string => typeof value === 'string' && DAY.test(value)),
    ...[...text.matchAll(DAY_LITERAL)].map((match) => match[1] ?? ''),
  ].sort();
  const [first = '', last = ''] = named.length < 2 ? [] : [named[0], named.at(-1)];
  const touched = last === '' ? files : files.filter(({ day }) => day >= first && day <= last);
  return touched.reduce((sum, file) => sum + file.bytes, 0);
}
