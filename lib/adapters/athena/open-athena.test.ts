import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OpenStore } from '#lib/adapters/event-store/open-event-store';
import type { Columns } from '#lib/core/warehouse';
import {
  type AthenaSandbox,
  countedWaiting,
  openSandboxedAthena,
  startAthenaSandbox,
} from '#lib/testing/athena-sandbox';
import { silentLog } from '#lib/testing/silent-log';
import { openTestStore, storedEvent, temporaryFolder } from '#lib/testing/store';

let place: Awaited<ReturnType<typeof temporaryFolder>>;
let store: OpenStore;
let sandbox: AthenaSandbox;
let athena: Awaited<ReturnType<typeof openSandboxedAthena>>;
let waiting: ReturnType<typeof countedWaiting>;

beforeAll(async () => {
  place = await temporaryFolder();
  store = await openTestStore(place.folder);
  const day = Date.UTC(2026, 0, 5, 12);
  await store.append(
    Array.from({ length: 5 }, (_, n) =>
      storedEvent(`e${n}`, { userId: `u${n}`, eventTime: day + n * 1000, value: n % 2 === 0 ? n / 4 : null }),
    ),
  );
  await store.flush();
  sandbox = await startAthenaSandbox(place.folder);
});

afterAll(async () => {
  await sandbox.stop();
  await store.close();
  await place.remove();
});

beforeEach(async () => {
  waiting = countedWaiting();
  athena = await openSandboxedAthena(sandbox, { waiting });
});

afterEach(async () => {
  await athena.close();
  await sandbox.behave();
});

const asked = { label: 'test', timeoutMs: 20_000 };
const one = { n: 'integer' } as const;

function ask<C extends Columns>(
  text: string,
  columns: C,
  more: { timeoutMs?: number; signal?: AbortSignal } = {},
) {
  return athena.query(text, [], { ...asked, ...more, columns });
}

/** Calls and executions since `before`. */
async function since(before: { calls: string[]; executions: unknown[] }) {
  const { calls, executions } = await sandbox.journal();
  return {
    calls: calls.slice(before.calls.length),
    executions: executions.slice(before.executions.length),
  };
}

/** Resolves when the sandbox has an execution more, in that state. */
async function untilState(before: { executions: unknown[] }, state: string): Promise<void> {
  for (;;) {
    const { executions } = await sandbox.journal();
    if (executions.slice(before.executions.length).some((execution) => execution.state === state)) return;
  }
}

/** What is in use when everything else has been collected. */
function keptBytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

const NEVER = { on: 'execution', isEndless: true };
const failing = (reason: string, more: object = {}) => ({ on: 'execution', failure: { reason, ...more } });

describe('query', () => {
  it('reads rows by their declared kind, with parameters bound and the cost said', async () => {
    const columns = {
      user_id: 'text',
      n: 'integer',
      v: 'number',
      same: 'boolean',
      dt: 'text',
      seen: 'numbers',
    } as const;
    const { rows, bytesScanned, costUsd, elapsedMs } = await athena.query(
      `select user_id, count(*) as n, max(value) as v, user_id = ? as same, dt, array_agg(to_unixtime(event_time)) as seen
       from events where dt = ? and event_time >= cast(? as timestamp) group by user_id, dt order by user_id limit ?`,
      ["u1' or true", '2026-01-05', '2026-01-05 12:00:01.000', 2],
      { ...asked, columns },
    );
    const noon = Date.UTC(2026, 0, 5, 12) / 1000;
    expect(rows).toEqual([
      { user_id: 'u1', n: 1, v: null, same: false, dt: '2026-01-05', seen: [noon + 1] },
      { user_id: 'u2', n: 1, v: 0.5, same: false, dt: '2026-01-05', seen: [noon + 2] },
    ]);
    expect(bytesScanned).toBeGreaterThan(100);
    expect(costUsd).toBeCloseTo(10 * 2 ** 20 * (5 / 2 ** 40), 12);
    expect(elapsedMs).toBeGreaterThan(0);
  });

  it('stands under its label in the history', async () => {
    await athena.query('select 1 as n', [], { ...asked, label: "it's\n--me", columns: one });
    const { executions } = await sandbox.journal();
    expect(executions.at(-1)?.text).toBe('-- flightdeck it_s_--me\nselect 1 as n');
  });

  it.each([
    ['select event_time as x from events', 'text'],
    ['select 9007199254740993 as x', 'integer'],
    ["select 'a' as x", 'number'],
    ['select 1 as y', 'integer'],
    ['select array[null, 1.5e0] as x', 'numbers'],
  ] as const)('refuses %s declared %s', async (text, kind) => {
    await expect(ask(text, { x: kind })).rejects.toThrow(/declare|is no number/);
  });

  it('looks again in growing steps, also when a running query is queued again', async () => {
    await sandbox.misbehave({ on: 'execution', states: ['QUEUED', 'RUNNING', 'QUEUED', 'RUNNING'] });
    const { rows } = await ask('select 1 as n', one);
    expect(rows).toEqual([{ n: 1 }]);
    expect(waiting.waits.slice(0, 4)).toEqual([100, 150, 225, 337.5]);
    expect(Math.max(...waiting.waits)).toBeLessThanOrEqual(2000);
  });
});

describe('parameters', () => {
  const hostile = fc.constantFrom("'", '"', '\\', '-', '/', '*', ';', '\n', '\r', '?', ',', ' ', '%', 'x');
  const values = fc
    .oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: hostile }),
      fc.constantFrom(
        "' or 1=1 --",
        "'; drop table events; --",
        "\\'",
        "'' || user",
        "it's",
        '\u2028',
        '\ud800',
      ),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.maxSafeInteger(),
      fc.boolean(),
      fc.constant(null),
    )
    .filter((value) => typeof value !== 'string' || !value.includes('\0'));

  it('mean on the other side exactly what they meant here', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(values, { minLength: 20, maxLength: 60 }), async (given) => {
        const columns: Columns = {};
        const selected = given.map((value, index) => {
          const kind = typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'text';
          columns[`c${index}`] = kind;
          const type = { number: 'double', boolean: 'boolean', text: 'varchar' }[kind];
          return `cast(? as ${type}) as c${index}`;
        });
        const { rows } = await athena.query(`select ${selected.join(', ')}`, given, { ...asked, columns });
        const meant = given.map((value) => {
          if (typeof value === 'string') return value.replaceAll(/\p{Surrogate}/gu, '\ufffd');
          return value === 0 ? 0 : value;
        });
        expect(Object.values(rows[0] ?? {})).toEqual(meant);
      }),
      { numRuns: 40 },
    );
  });
});

describe('scan', () => {
  it('hands over a million rows in order, out of the file that Athena wrote', async () => {
    const text = 'select cast(a.x as double) as x from unnest(sequence(1, 1000000)) a(x) order by a.x';
    const journal = await sandbox.journal();
    const before = keptBytes();
    let most = 0;
    let count = 0;
    let isInOrder = true;
    let isInBatches = true;
    await athena.scan(text, [], { ...asked, timeoutMs: 60_000, columns: { x: 'number' } }, (batch) => {
      isInBatches &&= batch.rowCount <= 16_384;
      for (const x of batch.columns.x) {
        count += 1;
        isInOrder &&= x === count;
      }
      if (count % 250_000 < batch.rowCount) most = Math.max(most, keptBytes() - before);
    });
    expect([count, isInOrder, isInBatches]).toEqual([1_000_000, true, true]);
    expect(most).toBeLessThan(60e6);
    const { calls } = await since(journal);
    expect(calls.filter((call) => call === 'GetQueryResults')).toHaveLength(1);
  }, 60_000);

  it('reads lists and nulls by column', async () => {
    const batches: unknown[] = [];
    await athena.scan(
      `select cast(null as double) as v, array[1.5e0, -2e0, 1e21] as l, 'a' as t union all
       select 0.1e0, array[0e0], null order by v nulls first`,
      [],
      { ...asked, columns: { v: 'number', l: 'numbers', t: 'text' } },
      ({ columns }) => batches.push(columns),
    );
    expect(batches).toEqual([
      {
        v: Float64Array.of(Number.NaN, 0.1),
        l: { values: Float64Array.of(1.5, -2, 1e21, 0), ends: Uint32Array.of(3, 4) },
        t: ['a', null],
      },
    ]);
  });

  it.each([998, 999, 1000, 1999, 2000])('finds %i rows, however they fall into pages', async (rows) => {
    let count = 0;
    const text = `select x as n from unnest(sequence(1, ${rows})) a(x)`;
    await athena.scan(text, [], { ...asked, columns: one }, ({ rowCount }) => {
      count += rowCount;
    });
    expect(count).toBe(rows);
  });

  it('reads from the file what it would read from pages', async () => {
    const text = `select case x % 3 when 0 then null when 1 then '' else 'é 😀, "' || x || '"' || chr(10) end as t,
      case when x % 5 = 0 then null else x / 8e0 end as n, x % 2 = 0 as b, array[x * 1e0, 1e21] as l
      from unnest(sequence(1, 3000)) a(x) order by x`;
    const columns = { t: 'text', n: 'number', b: 'boolean', l: 'numbers' } as const;
    const fromFile = await athena.query(text, [], { ...asked, columns });
    await sandbox.misbehave({ on: 'GetObject', fault: 'refuse', name: 'AccessDenied' });
    const fromPages = await athena.query(text, [], { ...asked, columns });
    expect(fromFile.rows).toEqual(fromPages.rows);
    expect(fromFile.rows.slice(0, 3)).toEqual([
      { t: '', n: 0.125, b: false, l: [1, 1e21] },
      { t: 'é 😀, "2"\n', n: 0.25, b: true, l: [2, 1e21] },
      { t: null, n: 0.375, b: false, l: [3, 1e21] },
    ]);
  });

  it('asks for a piece of the file again when it is throttled, broken or breaks off', async () => {
    const text = "select x as n, lpad('', 2000, 'é') as t from unnest(sequence(1, 3000)) a(x) order by x";
    const before = await sandbox.journal();
    await sandbox.misbehave(
      { on: 'GetObject', fault: 'lose-answer', times: 2 },
      { on: 'GetObject', fault: 'throttle' },
      { on: 'GetObject', fault: 'internal' },
    );
    const { rows } = await ask(text, { n: 'integer', t: 'text' });
    expect(rows.map(({ n }) => n)).toEqual(Array.from({ length: 3000 }, (_, n) => n + 1));
    expect(rows.every(({ t }) => t === 'é'.repeat(2000))).toBe(true);
    const { calls } = await since(before);
    // Twelve megabytes are three pieces, and four attempts failed.
    expect(calls.filter((call) => call === 'GetObject')).toHaveLength(3 + 4);
  });

  it('reads pages where the file may not be read, and says so once', async () => {
    const said: string[] = [];
    const log = { ...silentLog, warn: (_: unknown, message: string) => void said.push(message) };
    const denied = await openSandboxedAthena(sandbox, { waiting, log });
    await sandbox.misbehave({ on: 'GetObject', fault: 'refuse', name: 'AccessDenied', times: 2 });
    const text = 'select x as n from unnest(sequence(1, 2500)) a(x) order by x';
    for (const _ of [1, 2]) {
      const { rows } = await denied.query(text, [], { ...asked, columns: one });
      expect(rows.map(({ n }) => n)).toEqual(Array.from({ length: 2500 }, (_, n) => n + 1));
    }
    expect(said).toEqual([expect.stringContaining('s3:GetObject')]);
    await denied.close();
  });

  it('passes on what the reader throws, and lives on', async () => {
    const scan = athena.scan(
      'select x as n from unnest(sequence(1, 3000)) a(x)',
      [],
      { ...asked, columns: one },
      () => {
        throw new Error('enough');
      },
    );
    await expect(scan).rejects.toThrow('enough');
    expect((await ask('select 1 as n', one)).rows).toEqual([{ n: 1 }]);
  });
});

describe('a call that fails', () => {
  it.each(['StartQueryExecution', 'GetQueryExecution', 'GetQueryResults'])(
    '%s is made again when throttled, broken or lost, and the query runs once',
    async (on) => {
      const before = await sandbox.journal();
      await sandbox.misbehave(
        { on, fault: 'lose-answer', times: 2 },
        { on, fault: 'throttle' },
        { on, fault: 'internal' },
        { on, fault: 'quota' },
      );
      expect((await ask('select 1 as n', one)).rows).toEqual([{ n: 1 }]);
      const { calls, executions } = await since(before);
      expect(calls.filter((call) => call === on).length).toBeGreaterThanOrEqual(6);
      expect(executions).toHaveLength(1);
    },
  );

  it('is given up in the end, and a query that may run is stopped', async () => {
    const before = await sandbox.journal();
    await sandbox.misbehave(NEVER, { on: 'GetQueryExecution', fault: 'throttle', times: 20 });
    await expect(ask('select 1 as n', one)).rejects.toMatchObject({
      code: 'unavailable',
      retryAfterSeconds: 30,
      message: expect.stringContaining('more questions than it takes'),
    });
    expect((await since(before)).executions).toMatchObject([{ state: 'CANCELLED' }]);
  });

  it.each([
    [
      'AccessDeniedException',
      'not authorized to perform athena:StartQueryExecution',
      /refused Flightdeck's role/,
    ],
    ['UnrecognizedClientException', 'The security token is invalid', /credentials/],
    ['InvalidRequestException', 'No output location provided', /ATHENA_OUTPUT/],
    ['InvalidRequestException', 'WorkGroup x is not found', /ATHENA_WORKGROUP/],
    ['InvalidRequestException', "line 1:8: mismatched input 'x'", /fault of Flightdeck/],
  ])('%s (%s) is said at once, with what to do', async (name, message, said) => {
    const before = await sandbox.journal();
    await sandbox.misbehave({ on: 'StartQueryExecution', fault: 'refuse', name, message });
    await expect(ask('select 1 as n', one)).rejects.toMatchObject({
      code: 'upstream',
      message: expect.stringMatching(said),
    });
    expect((await since(before)).calls).toEqual(['StartQueryExecution']);
  });
});

describe('an Athena that is not there', () => {
  it('is said to be, after a few attempts', async () => {
    const closed = await openSandboxedAthena({ ...sandbox, url: 'http://127.0.0.1:9' }, { waiting });
    const question = () => closed.query('select 1 as n', [], { ...asked, columns: one });
    await expect(question()).rejects.toMatchObject({
      code: 'unavailable',
      message: 'Athena does not answer; try again in a moment.',
    });
    expect(waiting.waits).toEqual([100, 200, 400, 800, 1600, 2500, 2500]);
    await closed.close();
  });
});

describe('a query that fails', () => {
  it('is not started where Athena would not take its length', async () => {
    const before = await sandbox.journal();
    await expect(ask(`select '${'é'.repeat(140_000)}' as n`, { n: 'text' })).rejects.toMatchObject({
      code: 'unprocessable',
    });
    expect((await since(before)).calls).toEqual([]);
  });

  it.each([
    ['select 1 as n from nowhere', 'upstream', /no table events in AwsDataCatalog\.sandbox/],
    ['select n from', 'upstream', /fault of Flightdeck/],
    ['select nope as n from events', 'upstream', /fault of Flightdeck/],
    ["select cast('x' as bigint) as n", 'upstream', /its history shows why/],
  ])('%s is %s', async (text, code, said) => {
    await expect(ask(text, one)).rejects.toMatchObject({ code, message: expect.stringMatching(said) });
  });

  it.each([
    [
      failing('Insufficient permissions to execute the query.', { type: 1500 }),
      'upstream',
      /refused Flightdeck's role/,
    ],
    [
      failing('Query exhausted resources at this scale factor', { category: 1, type: 3 }),
      'unprocessable',
      /narrow/,
    ],
    [
      failing('Bytes scanned limit was exceeded', { state: 'CANCELLED' }),
      'unprocessable',
      /workgroup primary allows/,
    ],
    [failing('', { category: 1, type: 206 }), 'timeout', /its own time limit/],
    [failing('', { type: 401 }), 'upstream', /ATHENA_OUTPUT/],
    [failing('', { state: 'CANCELLED', type: 1011 }), 'unavailable', /somebody else/],
    [failing('GENERIC_INTERNAL_ERROR', { category: 1, type: 100 }), 'unavailable', /try again/],
    [failing('HIVE_BAD_DATA: Not valid Parquet', { type: 1300 }), 'upstream', /its history shows why/],
  ])('%j is %s', async (fault, code, said) => {
    const before = await sandbox.journal();
    await sandbox.misbehave(fault);
    await expect(ask('select 1 as n', one)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(said),
      cause: expect.objectContaining({ name: 'FailedExecution' }),
    });
    expect((await since(before)).executions).toHaveLength(1);
  });

  it('runs anew only where Athena says that it may help, three times at most', async () => {
    const again = failing('GENERIC_INTERNAL_ERROR', { category: 1, type: 200, isRetryable: true });
    const before = await sandbox.journal();
    await sandbox.misbehave({ ...again, times: 2 });
    expect((await ask('select 1 as n', one)).rows).toEqual([{ n: 1 }]);
    const { executions } = await sandbox.journal();
    const tokens = executions.slice(before.executions.length).map(({ token }) => token);
    expect([tokens.length, new Set(tokens).size]).toEqual([3, 3]);
    await sandbox.misbehave({ ...again, times: 3 });
    await expect(ask('select 1 as n', one)).rejects.toMatchObject({ code: 'unavailable' });
    expect((await sandbox.journal()).executions).toHaveLength(executions.length + 3);
  });
});

describe('limits', () => {
  const SLOW =
    'select count(*) as n from unnest(sequence(1, 100000)) a(x) cross join unnest(sequence(1, 1000000)) b(y) where (x * y) % 7 = 3';

  it('stops a query at the time limit', async () => {
    const before = await sandbox.journal();
    await expect(ask(SLOW, one, { timeoutMs: 300 })).rejects.toMatchObject({ code: 'timeout' });
    expect((await since(before)).executions).toMatchObject([{ state: 'CANCELLED' }]);
  });

  it('stops a query when the asker goes, even if the stop has to be said twice', async () => {
    const before = await sandbox.journal();
    await sandbox.misbehave(NEVER, { on: 'StopQueryExecution', fault: 'throttle' });
    const asker = new AbortController();
    const gone = expect(ask('select 1 as n', one, { signal: asker.signal })).rejects.toThrow('gone');
    await untilState(before, 'RUNNING');
    asker.abort(new Error('gone'));
    await gone;
    expect((await since(before)).executions).toMatchObject([{ state: 'CANCELLED' }]);
  });

  it('stops a query whose id was lost with the answer, though the asker has gone meanwhile', async () => {
    const before = await sandbox.journal();
    await sandbox.misbehave(NEVER, { on: 'StartQueryExecution', fault: 'lose-answer' });
    const asker = new AbortController();
    const sleep = waiting.sleep;
    waiting.sleep = async (milliseconds) => {
      asker.abort(new Error('gone'));
      await sleep(milliseconds);
    };
    await expect(ask('select 1 as n', one, { signal: asker.signal })).rejects.toThrow('gone');
    expect((await since(before)).executions).toMatchObject([{ state: 'CANCELLED' }]);
  });

  it('starts nothing for an asker who has gone', async () => {
    const before = await sandbox.journal();
    await expect(ask('select 1 as n', one, { signal: AbortSignal.abort(new Error('gone')) })).rejects.toThrow(
      'gone',
    );
    expect((await since(before)).calls).toEqual([]);
  });

  it('lets eight run at a time, the others in turn, and stops all of them when it closes', async () => {
    const before = await sandbox.journal();
    await sandbox.misbehave({ ...NEVER, times: 20 });
    const asking = Array.from({ length: 10 }, () =>
      ask('select 1 as n', one).catch((error: unknown) => error),
    );
    for (;;) {
      if ((await since(before)).executions.length >= 8) break;
    }
    await athena.close();
    for (const error of await Promise.all(asking)) expect(error).toMatchObject({ code: 'unavailable' });
    const { executions } = await sandbox.journal();
    const states = executions.slice(before.executions.length).map(({ state }) => state);
    expect(states).toEqual(Array.from({ length: 8 }, () => 'CANCELLED'));
  });
});

describe('state', () => {
  it('moves on with the clock, and asks for the newest event once in that time', async () => {
    let now = Date.UTC(2026, 0, 6);
    waiting.now = () => now;
    const before = await sandbox.journal();
    const [first, same] = await Promise.all([
      athena.state('2026-01-05', '2026-01-05'),
      athena.state('2026-01-05', '2026-01-06'),
    ]);
    expect(first).toEqual({ version: expect.any(String), dataThrough: '2026-01-05T12:00:04.000Z' });
    expect(same).toEqual(first);
    expect((await since(before)).executions).toHaveLength(1);
    now += 300_000;
    expect((await athena.state('2026-01-05', '2026-01-05')).version).not.toBe(first.version);
    // Nothing in the last days: then it is the last day that there is.
    now = Date.UTC(2026, 5, 1);
    expect(await athena.state('2026-01-05', '2026-01-05')).toMatchObject({ dataThrough: first.dataThrough });
  });

  it('asks again after a failure', async () => {
    await sandbox.misbehave(failing('Insufficient permissions to execute the query.'));
    await expect(athena.state('2026-01-05', '2026-01-05')).rejects.toMatchObject({ code: 'upstream' });
    await expect(athena.state('2026-01-05', '2026-01-05')).resolves.toBeDefined();
  });
});
