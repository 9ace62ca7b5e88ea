import { randomUUID } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEngine } from '#lib/adapters/duckdb/engine';
import { withConnection } from '#lib/adapters/duckdb/with-connection';
import { quoted } from '#lib/adapters/event-store/layout';
import type { OpenStore } from '#lib/adapters/event-store/open-event-store';
import { openImporter } from '#lib/adapters/importer/open-importer';
import type { Importer, ImportJob, ImportMapping, ImportOutcome } from '#lib/core/importer';
import { silentLog } from '#lib/testing/silent-log';
import { openTestStore, readStore, storedIds, temporaryFolder } from '#lib/testing/store';

const NOW = new Date('2026-03-02T09:00:00Z');
const MAPPING: ImportMapping = { columns: { user: 'user', type: 'type', time: 'time' } };

let data: Awaited<ReturnType<typeof temporaryFolder>>;
let store: OpenStore;
let importer: Importer;

beforeEach(async () => {
  data = await temporaryFolder();
  store = await openTestStore(data.folder);
  importer = await openImporter({ store, dataFolder: data.folder, memory: '200MB', log: silentLog });
});

afterEach(async () => {
  await store.close();
  await data.remove();
});

async function fileWith(content: string | Uint8Array): Promise<string> {
  const file = path.join(data.folder, `${randomUUID()}.input`);
  await writeFile(file, content);
  return file;
}

async function importText(
  content: string | Uint8Array,
  overrides: Partial<ImportJob> = {},
): Promise<ImportOutcome> {
  const source = { path: await fileWith(content) };
  return importer.run({
    id: randomUUID(),
    source,
    mapping: MAPPING,
    timeZone: 'UTC',
    now: NOW,
    ...overrides,
  });
}

const all = (columns: string) => readStore(store, `select ${columns} from events order by 1, 2`);

describe('formats', () => {
  const expected = [
    ['u1', 'view', '2026-01-05 10:00:00', '{"n":1.5,"plan":"pro"}'],
    ['u2', 'buy', '2026-01-06 00:00:00', '{"n":2}'],
  ];
  const csv = 'user,type,time,plan,n\nu1,view,2026-01-05T10:00:00Z,pro,1.50\nu2,buy,2026-01-06,,2\n';
  const ndjson =
    '{"user":"u1","type":"view","time":"2026-01-05T10:00:00Z","properties":{"plan":"pro","n":1.5}}\n' +
    '{"user":"u2","type":"buy","time":1767657600,"properties":{"plan":null,"n":2}}\n';

  it.each<[string, string | Uint8Array]>([
    ['CSV', csv],
    ['CSV with a byte order mark and Windows line ends', `\uFEFF${csv.replaceAll('\n', '\r\n')}`],
    ['gzipped CSV', gzipSync(csv)],
    ['TSV', csv.replaceAll(',', '\t')],
    ['semicolons', csv.replaceAll(',', ';')],
    ['quotes around everything', csv.replaceAll(/[^,\n]+/g, '"$&"')],
    ['NDJSON', ndjson],
    ['gzipped NDJSON', gzipSync(ndjson)],
  ])('reads %s', async (_, content) => {
    const outcome = await importText(content);
    expect(outcome).toMatchObject({ status: 'done', rows: 2, accepted: 2, duplicates: 0, rejected: 0 });
    expect(await all('user_id, event_type, cast(event_time as varchar), properties')).toEqual(expected);
  });

  it('reads blank-separated text with a constant type', async () => {
    const text =
      ' customer_id  date number_of_cds  dollar_value\n 00001 19970101  1   11.77\n 00002 19970112  5   77.00\n';
    const mapping = {
      columns: { user: 'customer_id', time: 'date', value: 'dollar_value' },
      type: 'purchase',
    };
    expect(await importText(text, { mapping })).toMatchObject({ status: 'done', accepted: 2 });
    expect(await all('user_id, event_type, value, cast(event_time as varchar), properties, dt')).toEqual([
      ['00001', 'purchase', 11.77, '1997-01-01 00:00:00', '{"number_of_cds":1}', '1997-01-01'],
      ['00002', 'purchase', 77, '1997-01-12 00:00:00', '{"number_of_cds":5}', '1997-01-12'],
    ]);
  });

  it('reads Parquet with its types', async () => {
    const file = path.join(data.folder, 'input.parquet');
    const engine = await openEngine({
      memory: '100MB',
      threads: 1,
      tempFolder: path.join(data.folder, 'tmp'),
    });
    await withConnection(engine, (connection) =>
      connection.run(`copy (select 'u1' as "user", 'view' as type, timestamp '2026-01-05 10:00:00.1239' as time,
        true as ok, '007' as code, 12.50::decimal(9,2) as price, 9007199254740993 as big, [1] as list, 'nan'::double as nothing)
        to ${quoted(file)} (format parquet)`),
    );
    await engine.close();
    expect((await importer.inspect({ path: file })).columns).not.toContain('list');
    const outcome = await importer.run({
      id: randomUUID(),
      source: { path: file },
      mapping: MAPPING,
      timeZone: 'UTC',
      now: NOW,
    });
    expect(outcome).toMatchObject({ status: 'done', accepted: 1 });
    expect(await all('cast(event_time as varchar), properties')).toEqual([
      ['2026-01-05 10:00:00.123', '{"big":"9007199254740993","code":"007","ok":true,"price":12.5}'],
    ]);
  });

  it('keeps keys that only later objects have', async () => {
    const lines = Array.from({ length: 300 }, (_, n) => ({
      user: `u${n}`,
      type: 'x',
      time: 1_767_600_000,
      a: n,
    }));
    const text = [...lines.slice(0, 299), { ...lines[299], late: true, nested: { k: 'v' } }];
    await importText(text.map((line) => JSON.stringify(line)).join('\n'));
    const rows = await readStore(store, `select properties from events where user_id = 'u299'`);
    expect(rows).toEqual([['{"a":299,"late":true,"nested.k":"v"}']]);
  });

  it.each([
    ['nothing', '', /empty/],
    ['a spreadsheet', Buffer.from('PK\u0003\u0004rest'), /save it as CSV/],
    ['UTF-16', Buffer.from('\uFEFFuser,time', 'utf16le'), /UTF-8/],
    ['a picture', Buffer.from([0x89, 0x50, 0, 0, 0]), /not text/],
    ['a cut Parquet file', Buffer.from('PAR1xxxx'), /cut off/],
    ['a JSON list', '{\n  "a": 1\n}\n', /one JSON object on each line/],
    ['broken gzip', Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7]), /unpacked/],
  ])('refuses %s with a sentence', async (_, content, sentence) => {
    await expect(importer.inspect({ path: await fileWith(content) })).rejects.toThrow(sentence);
  });
});

describe('times', () => {
  const cases = [
    ['2026-01-05T10:00:00Z', '2026-01-05 10:00:00'],
    ['2026-01-05T10:00:00+02:00', '2026-01-05 08:00:00'],
    ['2026-01-05T10:00:00-0130', '2026-01-05 11:30:00'],
    ['2026-01-05 10:00:00 +0200', '2026-01-05 08:00:00'],
    ['2026-01-05 10:00:00', '2026-01-05 10:00:00'],
    ['2026-01-05 10:00:00.9999', '2026-01-05 10:00:00.999'],
    ['2026-01-05T23:59:59.9999999Z', '2026-01-05 23:59:59.999'],
    ['2026-01-05T10:30Z', '2026-01-05 10:30:00'],
    ['2026-01-05 10:30', '2026-01-05 10:30:00'],
    ['2026-01-05', '2026-01-05 00:00:00'],
    ['2026/01/05 10:00:00', '2026-01-05 10:00:00'],
    ['20260105', '2026-01-05 00:00:00'],
    ['20260105T100000Z', '2026-01-05 10:00:00'],
    ['1767607200', '2026-01-05 10:00:00'],
    ['1767607200.1239', '2026-01-05 10:00:00.123'],
    ['1767607200123', '2026-01-05 10:00:00.123'],
    ['1767607200123999', '2026-01-05 10:00:00.123'],
    ['1767607200123999999', '2026-01-05 10:00:00.123'],
  ];

  it('are read in every form, and cut to the millisecond', async () => {
    const lines = cases.map(
      ([text], index) => `u${String(index).padStart(2, '0')},x,${text}
`,
    );
    await importText(`user,type,time
${lines.join('')}`);
    const rows = await all('user_id, cast(event_time as varchar)');
    expect(rows.map(([, time], index) => [cases[index]?.[0], time])).toEqual(cases);
  });

  it('takes a time without zone to be of the zone that was given, summer time included', async () => {
    const text =
      'user,type,time\na,x,2026-01-05 00:30:00\nb,x,2025-07-05 00:30:00\nc,x,2026-01-05T00:30:00Z\n';
    await importText(text, { timeZone: 'Europe/Berlin' });
    expect(await all('user_id, cast(event_time as varchar), dt')).toEqual([
      ['a', '2026-01-04 23:30:00', '2026-01-04'],
      ['b', '2025-07-04 22:30:00', '2025-07-04'],
      ['c', '2026-01-05 00:30:00', '2026-01-05'],
    ]);
  });

  it('puts each event into the folder of its UTC day', async () => {
    await importText('user,type,time\na,x,2026-01-05T23:59:59.999Z\na,x,2026-01-06T00:00:00Z\n');
    expect((await all('cast(event_time as varchar), dt')).map(([, day]) => day)).toEqual([
      '2026-01-05',
      '2026-01-06',
    ]);
  });
});

describe('rejections', () => {
  it('name the line, the column, the reason and the value, and let the other rows in', async () => {
    const id = randomUUID();
    const mapping: ImportMapping = {
      columns: { ...MAPPING.columns, id: 'id', value: 'value', duration: 'secs', feature: 'feature' },
    };
    const good = 'u,view,2026-01-05,,1,2,f,p';
    const rows = [
      good,
      ',view,2026-01-05,,,,,',
      `${'u'.repeat(257)},view,2026-01-05,,,,,`,
      'u,,2026-01-05,,,,,',
      `u,${'t'.repeat(65)},2026-01-05,,,,,`,
      'u,view,,,,,,',
      'u,view,soon,,,,,',
      'u,view,1969-12-31,,,,,',
      'u,view,2026-03-03T09:00:00.001Z,,,,,',
      'u,view,2026-03-03T09:00:00Z,,,,,',
      'u,view,2026-01-05,,much,,,',
      'u,view,2026-01-05,,inf,,,',
      'u,view,2026-01-05,,,-1,,',
      `u,view,2026-01-05,${'i'.repeat(129)},,,,`,
      'u,view,2026-01-05,,,,,,surplus',
      `u,view,2026-01-05,,,,,${'p'.repeat(8200)}`,
      'u,view,2026-02-30,,,,,',
      'u,view,=cmd(),,,,,',
      'u,view,epoch,,,,,',
      'u,view,2026-01-05,,"1_000",,,',
    ];
    const outcome = await importText(`user,type,time,id,value,secs,feature,plan\n${rows.join('\n')}\n`, {
      id,
      mapping,
    });
    expect(outcome).toMatchObject({ status: 'done', rows: 20, accepted: 2, rejected: 18 });
    const file = await readFile(path.join(data.folder, 'imports', id, 'rejections.csv'), 'utf8');
    const listed = file.trim().split('\r\n').slice(1);
    expect(listed.map((line) => line.split(',').slice(0, 2).join(' '))).toEqual([
      ...[
        '3 user',
        '4 user',
        '5 type',
        '6 type',
        '7 time',
        '8 time',
        '9 time',
        '10 time',
        '12 value',
        '13 value',
      ],
      ...['14 secs', '15 id', '16 ', '17 ', '18 time', '19 time', '20 time', '21 value'],
    ]);
    expect(file).toContain("'=cmd()");
    const reasons = await importer.reasons(id);
    expect(reasons[0]).toEqual({
      column: 'time',
      reason: expect.stringContaining('is not a time'),
      count: 4,
    });
    expect(reasons.reduce((sum, { count }) => sum + count, 0)).toBe(18);
    expect(await new Response(await importer.rejections(id)).text()).toBe(file);
  });

  it('name the JSON lines that are no objects, and the properties that are no scalars', async () => {
    const id = randomUUID();
    const line = '{"user":"u","type":"x","time":"2026-01-05"';
    await importText(`${line}}\n[1]\nnonsense\n${line},"tags":["a"]}\n${line},"a":{"b":{}}}\n`, { id });
    expect(await importer.reasons(id)).toEqual([
      { column: null, reason: 'is not a JSON object', count: 2 },
      { column: 'tags', reason: expect.stringContaining('a list or an object'), count: 1 },
      { column: 'a.b', reason: expect.stringContaining('a list or an object'), count: 1 },
    ]);
  });

  it('fail the import when they are all there is', async () => {
    const outcome = await importText('user,type,time\nu,x,soon\nu,x,later\n');
    expect(outcome).toMatchObject({ status: 'failed', accepted: 0, rejected: 2 });
    expect(outcome).toHaveProperty('problem', expect.stringContaining('All 2 rows were rejected'));
  });

  it('are none where there are none', async () => {
    const id = randomUUID();
    await importText('user,type,time\nu,x,2026-01-05\n', { id });
    expect(await importer.rejections(id)).toBeNull();
    expect(await importer.reasons(id)).toEqual([]);
  });
});

describe('properties', () => {
  const cases = [
    ['1', '1'],
    ['1.50', '1.5'],
    ['-0', '0'],
    ['-0.0', '0'],
    ['0.10', '0.1'],
    ['007', '"007"'],
    ['1e5', '100000.0'],
    ['12345678901234567890', '"12345678901234567890"'],
    ['1.2.3', '"1.2.3"'],
    ['2024-01', '"2024-01"'],
    ['True', 'true'],
    ['FALSE', 'false'],
    ['yes', '"yes"'],
    ['nan', '"nan"'],
    ['a ""b"" \\', '"a \\"b\\" \\\\"'],
  ];

  it('keep numbers and truth values as such, and all else as text', async () => {
    const lines = cases.map(
      ([text], index) => `u${String(index).padStart(2, '0')},x,2026-01-05,"${text}"
`,
    );
    await importText(`user,type,time,p
${lines.join('')}`);
    const rows = await all('user_id, properties');
    expect(rows.map(([, json], index) => [cases[index]?.[0], json])).toEqual(
      cases.map(([text, json]) => [text, `{"p":${json}}`]),
    );
  });

  it('are only those that were chosen, whatever their names hold', async () => {
    const mapping = { ...MAPPING, properties: [`it's "q"`] };
    await importText(`user,type,time,"it's ""q""",other\nu,x,2026-01-05,1,2\n`, { mapping });
    expect(await readStore(store, 'select properties from events')).toEqual([['{"it\'s \\"q\\"":1}']]);
  });
});

describe('ids', () => {
  const rows = ['u,x,2026-01-05', 'u,x,2026-01-05', 'u,x,2026-01-05', 'v,x,2026-01-05'];
  const text = `user,type,time\n${rows.join('\n')}\n`;

  it('let equal rows of one file all count, and a second import add nothing', async () => {
    expect(await importText(text)).toMatchObject({ accepted: 4, duplicates: 0 });
    expect(await importText(text)).toMatchObject({ status: 'done', accepted: 0, duplicates: 4 });
    expect(await importText(`${text}u,x,2026-01-05\n`)).toMatchObject({ accepted: 1, duplicates: 4 });
    expect(new Set(await storedIds(store)).size).toBe(5);
  });

  it('that the file gives come first; the first row of an id wins, on whatever day', async () => {
    const mapping = { columns: { ...MAPPING.columns, id: 'id' } };
    const given =
      'user,type,time,id\na,x,2026-01-05,1\nb,x,2026-01-06,1\nc,x,2026-01-05,1\nd,x,2026-01-05,\nd,x,2026-01-05,\n';
    expect(await importText(given, { mapping })).toMatchObject({ rows: 5, accepted: 3, duplicates: 2 });
    expect((await all('user_id, event_id')).map(([user]) => user)).toEqual(['a', 'd', 'd']);
    expect(await importText(given, { mapping })).toMatchObject({ accepted: 0, duplicates: 5 });
  });

  it('depend on what the rows say and how often, not on their order or on how a file is written', async () => {
    const word = fc.constantFrom('a', 'b', 'ab', '1');
    const row = fc.tuple(
      word,
      word,
      fc.constantFrom('2026-01-05', '2026-01-06'),
      fc.constantFrom('', 'b', 'p'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), async (table) => {
        const folder = await temporaryFolder();
        const own = await openTestStore(folder.folder);
        const into = await openImporter({
          store: own,
          dataFolder: folder.folder,
          memory: '200MB',
          log: silentLog,
        });
        const run = async (lines: string[][], delimiter: string) => {
          const written = [['user', 'type', 'time', 'p'], ...lines]
            .map((line) => line.join(delimiter))
            .join('\n');
          const source = { path: await fileWith(written) };
          return into.run({ id: randomUUID(), source, mapping: MAPPING, timeZone: 'UTC', now: NOW });
        };
        const first = await run(table, ',');
        const ids = await storedIds(own);
        const second = await run(table.toReversed(), ';');
        await own.close();
        await folder.remove();
        expect(first).toMatchObject({ accepted: table.length, duplicates: 0 });
        expect(new Set(ids).size).toBe(table.length);
        expect(second).toMatchObject({ accepted: 0, duplicates: table.length });
      }),
      { numRuns: 12 },
    );
  });
});

describe('an import', () => {
  const long = `user,type,time\n${Array.from({ length: 20_000 }, (_, n) => `u${n},x,${1_767_000_000 + n * 10}`).join('\n')}\n`;

  it('that is cancelled while it reads or sorts leaves nothing, and can be done again', async () => {
    for (const phase of ['reading', 'sorting'] as const) {
      const id = randomUUID();
      const outcome = await importText(long, {
        id,
        onProgress: (progress) => {
          if (progress.phase === phase) importer.cancel(id);
        },
      });
      expect(outcome).toMatchObject({ status: 'cancelled', accepted: 0 });
      expect(await storedIds(store)).toEqual([]);
      expect(await importer.receipt(id)).toBeNull();
    }
    expect(await readdir(path.join(data.folder, 'imports', 'work'))).toEqual([]);
    expect(await importText(long)).toMatchObject({ status: 'done', accepted: 20_000 });
  });

  it('shows its progress while it runs, and leaves a receipt', async () => {
    const id = randomUUID();
    const seen: string[] = [];
    const running: boolean[] = [];
    const outcome = await importText(long, {
      id,
      onProgress: ({ phase }) => {
        seen.push(phase);
        running.push(importer.progress(id)?.phase === phase);
      },
    });
    expect([...new Set(seen)]).toEqual(['reading', 'sorting', 'publishing']);
    expect(running.every(Boolean)).toBe(true);
    expect(outcome.status).toBe('done');
    expect(importer.progress(id)).toBeNull();
    expect(await importer.isRunning(id)).toBe(false);
    expect(await importer.receipt(id)).toEqual({ accepted: 20_000, duplicates: 0 });
  });

  it('that is only tried stores nothing', async () => {
    expect(await importText(long, { isDryRun: true })).toMatchObject({ status: 'done', accepted: 20_000 });
    expect(await storedIds(store)).toEqual([]);
  });

  it('of a header alone has failed, with a sentence', async () => {
    expect(await importText('user,type,time\n')).toMatchObject({
      status: 'failed',
      problem: 'The file holds no rows.',
    });
  });
});

describe('uploads', () => {
  async function* bytes(...parts: string[]) {
    for (const part of parts) yield new TextEncoder().encode(part);
  }

  it('are kept whole, looked at and forgotten', async () => {
    await importer.receive('one', bytes('user,ty', 'pe,time\nu,x,2026-01-05\n'), 1000);
    const source = { upload: 'one' };
    expect(await importer.inspect(source)).toMatchObject({ columns: ['user', 'type', 'time'], bytes: 30 });
    expect(
      await importer.run({ id: 'one', source, mapping: MAPPING, timeZone: 'UTC', now: NOW }),
    ).toMatchObject({
      accepted: 1,
    });
    await importer.discardUpload('one');
    expect(await readdir(path.join(data.folder, 'uploads'))).toEqual([]);
  });

  it('that are too large leave nothing', async () => {
    await expect(importer.receive('two', bytes('12345', '67890'), 8)).rejects.toMatchObject({
      code: 'too_large',
    });
    expect(await readdir(path.join(data.folder, 'uploads'))).toEqual([]);
  });
});
