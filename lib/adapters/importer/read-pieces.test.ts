import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEngine } from '#lib/adapters/duckdb/engine';
import { withConnection } from '#lib/adapters/duckdb/with-connection';
import { quoted } from '#lib/adapters/event-store/layout';
import { IMPORT_MAPPING, IMPORT_NOW, type TestImporter, testImporter } from '#lib/testing/importer';
import { readStore } from '#lib/testing/store';

let on: TestImporter;

beforeEach(async () => {
  on = await testImporter();
});

afterEach(() => on.close());

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
    const outcome = await on.importText(content);
    expect(outcome).toMatchObject({ status: 'done', rows: 2, accepted: 2, duplicates: 0, rejected: 0 });
    expect(await on.all('user_id, event_type, cast(event_time as varchar), properties')).toEqual(expected);
  });

  it('reads blank-separated text with a constant type', async () => {
    const text =
      ' customer_id  date number_of_cds  dollar_value\n 00001 19970101  1   11.77\n 00002 19970112  5   77.00\n';
    const mapping = {
      columns: { user: 'customer_id', time: 'date', value: 'dollar_value' },
      type: 'purchase',
    };
    expect(await on.importText(text, { mapping })).toMatchObject({ status: 'done', accepted: 2 });
    expect(await on.all('user_id, event_type, value, cast(event_time as varchar), properties, dt')).toEqual([
      ['00001', 'purchase', 11.77, '1997-01-01 00:00:00', '{"number_of_cds":1}', '1997-01-01'],
      ['00002', 'purchase', 77, '1997-01-12 00:00:00', '{"number_of_cds":5}', '1997-01-12'],
    ]);
  });

  it('reads Parquet with its types', async () => {
    const file = path.join(on.folder, 'input.parquet');
    const engine = await openEngine({
      memory: '100MB',
      threads: 1,
      tempFolder: path.join(on.folder, 'tmp'),
    });
    await withConnection(engine, (connection) =>
      connection.run(`copy (select 'u1' as "user", 'view' as type, timestamp '2026-01-05 10:00:00.1239' as time,
        true as ok, '007' as code, 12.50::decimal(9,2) as price, 9007199254740993 as big, [1] as list, 'nan'::double as nothing)
        to ${quoted(file)} (format parquet)`),
    );
    await engine.close();
    expect((await on.importer.inspect({ path: file })).columns).not.toContain('list');
    const outcome = await on.importer.run({
      id: randomUUID(),
      source: { path: file },
      mapping: IMPORT_MAPPING,
      timeZone: 'UTC',
      now: IMPORT_NOW,
    });
    expect(outcome).toMatchObject({ status: 'done', accepted: 1 });
    expect(await on.all('cast(event_time as varchar), properties')).toEqual([
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
    await on.importText(text.map((line) => JSON.stringify(line)).join('\n'));
    const rows = await readStore(on.store, `select properties from events where user_id = 'u299'`);
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
    await expect(on.importer.inspect({ path: await on.fileWith(content) })).rejects.toThrow(sentence);
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
    await on.importText(`user,type,time
${lines.join('')}`);
    const rows = await on.all('user_id, cast(event_time as varchar)');
    expect(rows.map(([, time], index) => [cases[index]?.[0], time])).toEqual(cases);
  });

  it('takes a time without zone to be of the zone that was given, summer time included', async () => {
    const text =
      'user,type,time\na,x,2026-01-05 00:30:00\nb,x,2025-07-05 00:30:00\nc,x,2026-01-05T00:30:00Z\n';
    await on.importText(text, { timeZone: 'Europe/Berlin' });
    expect(await on.all('user_id, cast(event_time as varchar), dt')).toEqual([
      ['a', '2026-01-04 23:30:00', '2026-01-04'],
      ['b', '2025-07-04 22:30:00', '2025-07-04'],
      ['c', '2026-01-05 00:30:00', '2026-01-05'],
    ]);
  });

  it('puts each event into the folder of its UTC day', async () => {
    await on.importText('user,type,time\na,x,2026-01-05T23:59:59.999Z\na,x,2026-01-06T00:00:00Z\n');
    expect((await on.all('cast(event_time as varchar), dt')).map(([, day]) => day)).toEqual([
      '2026-01-05',
      '2026-01-06',
    ]);
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
    await on.importText(`user,type,time,p
${lines.join('')}`);
    const rows = await on.all('user_id, properties');
    expect(rows.map(([, json], index) => [cases[index]?.[0], json])).toEqual(
      cases.map(([text, json]) => [text, `{"p":${json}}`]),
    );
  });

  it('are only those that were chosen, whatever their names hold', async () => {
    const mapping = { ...IMPORT_MAPPING, properties: [`it's "q"`] };
    await on.importText(`user,type,time,"it's ""q""",other\nu,x,2026-01-05,1,2\n`, { mapping });
    expect(await readStore(on.store, 'select properties from events')).toEqual([['{"it\'s \\"q\\"":1}']]);
  });
});
