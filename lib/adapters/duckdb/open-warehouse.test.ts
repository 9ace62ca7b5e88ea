import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEngine } from '#lib/adapters/duckdb/engine';
import { openWarehouse } from '#lib/adapters/duckdb/open-warehouse';
import { type OpenStore, openEventStore } from '#lib/adapters/event-store/open-event-store';
import { AppError } from '#lib/core/errors';
import type { Warehouse } from '#lib/core/warehouse';
import { silentLog } from '#lib/testing/silent-log';

let folder: string;
let store: OpenStore;
let warehouse: Warehouse & { close(): Promise<void> };

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'flightdeck-warehouse-'));
  store = await openEventStore({ folder, memory: '200MB', log: silentLog });
  warehouse = await openWarehouse({
    store,
    memory: '200MB',
    tempFolder: path.join(folder, 'tmp'),
    threads: 2,
  });
});

afterEach(async () => {
  await warehouse.close();
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

/** Puts a file of `rows` events of user `u0`, `u1`, … into a day, one a second. */
async function writeDay(day: string, rows: number, name = 'a'): Promise<void> {
  const engine = await openEngine({ memory: '200MB', threads: 1, tempFolder: path.join(folder, 'made') });
  const connection = await engine.connect();
  await mkdir(path.join(folder, 'events', `dt=${day}`), { recursive: true });
  await connection.run(`copy (select '${name}' || r as event_id, 'u' || r as user_id, 'view' as event_type,
    cast(null as varchar) as feature_name, cast(timestamp '${day} 00:00:00' + to_seconds(r) as timestamp_ms) as event_time,
    cast(timestamp '${day} 00:00:00' as timestamp_ms) as received_at, cast(null as varchar) as session_id,
    cast(null as double) as session_duration, if(r % 2 = 0, cast(r as double), null) as value,
    cast(null as varchar) as experiment, cast(null as varchar) as variant, cast(null as varchar) as properties
    from range(${rows}) t(r) order by r) to '${folder}/events/dt=${day}/${name}.parquet' (format parquet)`);
  connection.closeSync();
  await engine.close();
}

const asked = { label: 'test', timeoutMs: 20_000 };
const SLOW =
  'select count(*) as n from unnest(sequence(1, 100000)) a(x) cross join unnest(sequence(1, 1000000)) b(y) where (x * y) % 7 = 3';

describe('query', () => {
  it('answers over an empty store', async () => {
    const { rows } = await warehouse.query('select count(*) as n, max(dt) as day from events', [], {
      ...asked,
      columns: { n: 'integer', day: 'text' },
    });
    expect(rows).toEqual([{ n: 0, day: null }]);
    expect(await warehouse.state('2026-01-01', '2026-12-31')).toMatchObject({ dataThrough: null });
  });

  it('reads rows by their declared kind, with parameters bound', async () => {
    await writeDay('2026-01-05', 3);
    const { rows, bytesScanned, elapsedMs } = await warehouse.query(
      `select user_id, count(*) as n, max(value) as v, user_id = ? as same, dt from events
       where dt = ? group by user_id, dt order by user_id limit ?`,
      ["u1' or true", '2026-01-05', 2],
      { ...asked, columns: { user_id: 'text', n: 'integer', v: 'number', same: 'boolean', dt: 'text' } },
    );
    expect(rows).toEqual([
      { user_id: 'u0', n: 1, v: 0, same: false, dt: '2026-01-05' },
      { user_id: 'u1', n: 1, v: null, same: false, dt: '2026-01-05' },
    ]);
    expect(bytesScanned).toBeGreaterThan(100);
    expect(elapsedMs).toBeGreaterThan(0);
  });

  it.each([
    ['select event_time as x from events', 'text'],
    ['select 9007199254740993 as x', 'integer'],
    ["select 'a' as x", 'number'],
    ['select 1 as y', 'integer'],
  ] as const)('refuses %s declared %s', async (text, kind) => {
    await writeDay('2026-01-05', 1);
    await expect(warehouse.query(text, [], { ...asked, columns: { x: kind } })).rejects.toThrow('declare');
  });

  it('counts the files of the days that the question names', async () => {
    await writeDay('2026-01-05', 3);
    await writeDay('2026-01-06', 3);
    const cost = async (days: string[]) => {
      const text = 'select count(*) as n from events where dt between ? and ?';
      return (await warehouse.query(text, days, { ...asked, columns: { n: 'integer' } })).bytesScanned;
    };
    expect(await cost(['2026-01-05', '2026-01-06'])).toBe(2 * (await cost(['2026-01-05', '2026-01-05'])));
    expect(await cost(['2026-02-05', '2026-02-06'])).toBe(0);
  });
});

describe('scan', () => {
  it('hands over all rows in order, nulls as NaN', async () => {
    await writeDay('2026-01-05', 10_000);
    const seconds: number[] = [];
    const values: number[] = [];
    const users: (string | null)[] = [];
    await warehouse.scan(
      'select to_unixtime(event_time) as t, value, user_id from events order by event_time',
      [],
      { ...asked, columns: { t: 'number', value: 'number', user_id: 'text' } },
      (batch) => {
        expect(batch.columns.t).toBeInstanceOf(Float64Array);
        seconds.push(...batch.columns.t);
        values.push(...batch.columns.value);
        users.push(...batch.columns.user_id);
      },
    );
    const first = Date.parse('2026-01-05') / 1000;
    expect(seconds).toEqual(Array.from({ length: 10_000 }, (_, i) => first + i));
    expect(values.slice(0, 4)).toEqual([0, Number.NaN, 2, Number.NaN]);
    expect(users[9_999]).toBe('u9999');
  });

  it('passes on what the reader throws, and lives on', async () => {
    await writeDay('2026-01-05', 10_000);
    const scan = warehouse.scan(
      'select value from events',
      [],
      { ...asked, columns: { value: 'number' } },
      () => {
        throw new Error('enough');
      },
    );
    await expect(scan).rejects.toThrow('enough');
    const { rows } = await warehouse.query('select 1 as n', [], { ...asked, columns: { n: 'integer' } });
    expect(rows).toEqual([{ n: 1 }]);
  });
});

describe('limits', () => {
  const columns = { n: 'integer' } as const;

  it('stops at the time limit', async () => {
    const started = performance.now();
    const error = await warehouse
      .query(SLOW, [], { ...asked, columns, timeoutMs: 150 })
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: 'timeout' });
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('stops when the asker goes, also while waiting for a turn', async () => {
    const asker = new AbortController();
    const all = [1, 2, 3, 4].map(() =>
      warehouse
        .query(SLOW, [], { ...asked, columns, signal: asker.signal })
        .catch((thrown: unknown) => thrown),
    );
    asker.abort(new Error('gone'));
    for (const error of await Promise.all(all)) expect(error).toMatchObject({ message: 'gone' });
    const { rows } = await warehouse.query('select 1 as n', [], { ...asked, columns });
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('refuses what needs too much memory, and lives on', async () => {
    const text = `select cardinality(array_agg(cast(a.x * b.y as varchar) || ' and more')) as n
      from unnest(sequence(1, 4000)) a(x) cross join unnest(sequence(1, 4000)) b(y)`;
    const error = await warehouse.query(text, [], { ...asked, columns }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'unprocessable', message: expect.stringContaining('200MB') });
    const { rows } = await warehouse.query('select 1 as n', [], { ...asked, columns });
    expect(rows).toEqual([{ n: 1 }]);
  });
});

describe('close', () => {
  it('stops what is being asked and refuses the rest', async () => {
    const columns = { n: 'integer' } as const;
    const asking = [1, 2, 3].map(() =>
      warehouse.query(SLOW, [], { ...asked, columns }).catch((thrown: unknown) => thrown),
    );
    await new Promise((resolve) => setImmediate(resolve));
    await warehouse.close();
    for (const error of await Promise.all(asking)) expect(error).toMatchObject({ code: 'unavailable' });
    warehouse = await openWarehouse({ store, memory: '200MB', tempFolder: path.join(folder, 'tmp') });
  });
});

describe('state', () => {
  it('changes with the days asked for, and with no others', async () => {
    await writeDay('2026-01-05', 3);
    await writeDay('2026-01-06', 3);
    const january5 = await warehouse.state('2026-01-05', '2026-01-05');
    const both = await warehouse.state('2026-01-05', '2026-01-06');
    expect(january5.version).not.toBe(both.version);
    expect(both.dataThrough).toBe('2026-01-06T00:00:02.000Z');
    expect(january5.dataThrough).toBe(both.dataThrough);
    expect(await warehouse.state('2026-01-05', '2026-01-05')).toEqual(january5);
  });
});
