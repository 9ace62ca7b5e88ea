import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { runStatement, type TrinoSession } from '#lib/testing/trino/statement';

const COLUMNS = `event_id varchar, user_id varchar, event_type varchar, feature_name varchar, event_time timestamp(3),
  received_at timestamp(3), session_id varchar, session_duration double, value double, experiment varchar,
  variant varchar, properties varchar, dt varchar`;

/** A data folder that a Trino reads as well: its `events` are the table of a schema of their own. */
export interface Lake {
  folder: string;
  session: TrinoSession;
  /** Shows Trino the days that are new, and forgets those that are gone. */
  sync(): Promise<void>;
  remove(): Promise<void>;
}

/**
 * Makes a data folder under `TRINO_DATA`, which the Trino at `TRINO_URL` reads as `TRINO_LOCATION` in the catalogue
 * `TRINO_CATALOG` of the Hive connector.
 */
export async function openLake(): Promise<Lake> {
  const name = `flightdeck_${randomUUID().replaceAll('-', '')}`;
  const folder = path.join(setting('TRINO_DATA'), name);
  const session = { url: setting('TRINO_URL'), catalog: setting('TRINO_CATALOG'), schema: name };
  const run = (statement: string) => runStatement(session, statement);
  await mkdir(path.join(folder, 'events'), { recursive: true });
  await run(`create schema ${name}`);
  await run(`create table events (${COLUMNS}) with (format = 'PARQUET', partitioned_by = array['dt'],
    external_location = '${setting('TRINO_LOCATION')}/${name}/events')`);
  return {
    folder,
    session,
    sync: () => run(`call system.sync_partition_metadata('${name}', 'events', 'FULL')`),
    remove: async () => {
      await run('drop table events');
      await run(`drop schema ${name}`);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests by npm run test:trino.`);
  return value;
}
