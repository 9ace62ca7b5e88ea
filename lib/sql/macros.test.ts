import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, openEngine } from '#lib/adapters/duckdb/engine';
import { MACROS } from '#lib/sql/macros';

let folder: string;
let engine: Engine;
let connection: DuckDBConnection;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'flightdeck-macros-'));
  engine = await openEngine({ memory: '200MB', threads: 1, tempFolder: folder });
  connection = await engine.connect();
  await connection.run(MACROS);
});

afterAll(async () => {
  connection.closeSync();
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

async function answerOf(expression: string): Promise<string | null> {
  const reader = await connection.runAndReadAll(`select cast((${expression}) as varchar)`);
  return reader.getRows()[0]?.[0] as string | null;
}

// What Trino answers, from its documentation and from a server of release 476.
const ANSWERS: [string, string | null][] = [
  ["date_add('second', 86400, timestamp '2020-03-01 00:00:00')", '2020-03-02 00:00:00'],
  ["date_add('hour', 9, timestamp '2020-03-01 00:00:00')", '2020-03-01 09:00:00'],
  ["date_add('day', -1, date '2020-03-01')", '2020-02-29'],
  ["date_add('month', 1, date '2020-01-31')", '2020-02-29'],
  ["date_add('quarter', 1, date '2020-01-31')", '2020-04-30'],
  ["date_diff('second', timestamp '2020-03-01 00:00:00', timestamp '2020-03-02 00:00:00')", '86400'],
  ["date_diff('hour', timestamp '2020-03-01 00:00:00', timestamp '2020-03-03 00:00:00')", '48'],
  ["date_diff('day', timestamp '2020-03-01 23:00:00', timestamp '2020-03-02 01:00:00')", '0'],
  ["date_diff('day', date '2020-03-01', date '2020-03-02')", '1'],
  ["date_diff('month', date '2020-01-31', date '2020-02-15')", '0'],
  ["date_trunc('hour', timestamp '2022-10-20 05:10:00')", '2022-10-20 05:00:00'],
  ["date_trunc('week', date '2022-10-20')", '2022-10-17'],
  ["date_trunc('quarter', date '2022-10-20')", '2022-10-01'],
  ["to_unixtime(timestamp '2020-01-01 00:00:00.250')", '1577836800.25'],
  ["to_iso8601(timestamp '2020-01-01 00:00:00.250')", '2020-01-01T00:00:00.250'],
  ["to_iso8601(date '2020-01-01')", '2020-01-01'],
  ["to_iso8601(from_iso8601_timestamp('2020-05-11T11:15:05.055+01:00'))", '2020-05-11T10:15:05.055Z'],
  ["from_iso8601_date('2020-05-11')", '2020-05-11'],
  ["date_format(timestamp '2022-10-20 05:10:30', '%m-%d-%Y %H:%i:%s')", '10-20-2022 05:10:30'],
  ["date_format(timestamp '2022-10-20 15:10:30', '%T %M %h')", '15:10:30 October 03'],
  ["date_parse('2022-10-20 05:10:00', '%Y-%m-%d %H:%i:%s')", '2022-10-20 05:10:00'],
  ["day_of_week(date '2026-01-04')", '7'],
  ["day_of_month(date '2026-01-04')", '4'],
  ["day_of_year(date '2026-02-01')", '32'],
  ["week_of_year(date '2027-01-01')", '53'],
  ["year_of_week(date '2027-01-01')", '2026'],
  ["last_day_of_month(date '2024-02-05')", '2024-02-29'],
  ["millisecond(timestamp '2020-01-01 00:00:07.250')", '250'],
  [
    "date_format(at_timezone(with_timezone(timestamp '2026-01-01 12:00:00', 'UTC'), 'Asia/Tokyo'), '%H:%i')",
    '21:00',
  ],
  ['select count_if(x) from (values (true), (false), (null)) t(x)', '1'],
  ['select count_if(x) from (select true as x where false) t', '0'],
  ["select max_by(x, y) from (values (null, 2), ('a', 1)) t(x, y)", null],
  ["select min_by(x, y) from (values ('b', 2), ('a', 1)) t(x, y)", 'a'],
  ['select approx_distinct(x) from (values (1), (1), (2)) t(x)', '2'],
  ['select every(x) from (values (true), (false)) t(x)', 'false'],
  [`json_extract_scalar('{"a": {"b": "c"}}', '$.a.b')`, 'c'],
  [`json_extract_scalar('{"a": {"b": "c"}}', '$.a')`, null],
  [`json_extract_scalar('{"a b": true}', '$["a b"]')`, 'true'],
  [`json_extract_scalar('{"a-b": 7}', '$["a-b"]')`, '7'],
  [`json_extract_scalar('no json', '$.a')`, null],
  [`json_extract_scalar('', '$.a')`, null],
  [`json_extract_scalar('{"a": null}', '$.a')`, null],
  [`json_extract_scalar('{"a": [1]}', '$.a')`, null],
  [`json_extract_scalar('{"a": "[1]"}', '$.a')`, '[1]'],
  [`json_extract_scalar('{"a": "say \\"hi\\""}', '$.a')`, 'say "hi"'],
  [`json_extract_scalar('{"a": ""}', '$.a')`, ''],
  [`json_extract_scalar('{"a": 1.0}', '$.a')`, '1.0'],
  [`select count(json_extract_scalar(j, '$.a')) from (values ('{'), ('{"a": 1}'), (null), ('[]')) t(j)`, '1'],
  ["regexp_like('1a 2b 14m', '\\d+b')", 'true'],
  ["regexp_extract('1a 2b 14m', '\\d+')", '1'],
  ["regexp_extract('1a 2b 14m', '(\\d+)([a-z]+)', 2)", 'a'],
  ["regexp_extract('abc', '\\d+')", null],
  ["regexp_count('1a 2b 14m', '\\s*[a-z]+\\s*')", '3'],
  ["regexp_replace('1a 2b 14m', '\\d+[ab] ')", '14m'],
  ["regexp_replace('1a 2b 14m', '(\\d+)([ab]) ', '3c$2 ')", '3ca 3cb 14m'],
  ["split_part('a,b', ',', 2)", 'b'],
  ["codepoint('A')", '65'],
  ["levenshtein_distance('apple', 'epplea')", '2'],
  ["concat('a', 'b', 'c')", 'abc'],
  ["to_hex(md5(to_utf8('abc')))", '900150983CD24FB0D6963F7D28E17F72'],
  ['cardinality(array[1, 2])', '2'],
  ["element_at(array['a', 'b'], 2)", 'b'],
  ["element_at(array['a', 'b'], 3)", null],
  ["array_join(array['a', null, 'b'], ',')", 'a,b'],
  ["array_join(array['a', null, 'b'], ',', 'x')", 'a,x,b'],
  ['contains(array[1, null], 1)', 'true'],
  ['contains(array[1, null], 2)', null],
  ['contains(array[1, 3], 2)', 'false'],
  ['array_position(array[5, 6], 6)', '2'],
  ['array_position(array[5, 6], 7)', '0'],
  ["array_join(slice(array[1, 2, 3, 4], 2, 2), ',')", '2,3'],
  ["array_join(sequence(3, 1), ',')", '3,2,1'],
  ["cardinality(sequence(date '2026-01-01', date '2026-01-31'))", '31'],
  ['greatest(1, null)', null],
  ['least(3, 2, 1)', '1'],
  ['7 / 2', '3'],
  ['truncate(-2.7)', '-2'],
  ['bitwise_and(12, 10)', '8'],
  ['bitwise_or(12, 10)', '14'],
  ['bitwise_left_shift(cast(1 as bigint), 61)', '2305843009213693952'],
  ['bitwise_right_shift(cast(12 as bigint), 2)', '3'],
  ['bitwise_right_shift(cast(12 as bigint), 62)', '0'],
  ['bit_count(cast(2305843009213693953 as bigint), 64)', '2'],
  ['select bitwise_or_agg(x) from (values (1), (null), (4)) t(x)', '5'],
  ['is_nan(nan())', 'true'],
  ['is_nan(infinity())', 'false'],
  ['width_bucket(5.0, 0.0, 10.0, 4)', '3'],
  ['width_bucket(10.0, 0.0, 10.0, 4)', '5'],
];

describe('the Trino names', () => {
  it.each(ANSWERS)('%s is %s', async (expression, expected) => {
    expect((await answerOf(expression))?.replace(/(:\d\d)\.0+$/, '$1') ?? null).toBe(expected);
  });

  it.each(['left', 'right'])('refuses a shift to the %s by a bigint, as Trino does', async (side) => {
    const shifted = answerOf(`bitwise_${side}_shift(cast(1 as bigint), cast(2 as bigint))`);
    await expect(shifted).rejects.toThrow(/shift by an integer/);
  });

  it('refuses formats that it cannot hold equal', async () => {
    await expect(answerOf("date_format(timestamp '2022-10-20 05:10:00', '%D')")).rejects.toThrow(/format/);
  });
});
