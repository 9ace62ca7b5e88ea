import type { ColumnInfo, GetQueryResultsCommandOutput } from '@aws-sdk/client-athena';
import type { Batch, ColumnKind, Columns, NumberLists, Row } from '#lib/core/warehouse';

const TYPES: Record<ColumnKind, ReadonlySet<string>> = {
  text: new Set(['varchar', 'char', 'string', 'date']),
  integer: new Set(['tinyint', 'smallint', 'integer', 'bigint']),
  number: new Set(['tinyint', 'smallint', 'integer', 'bigint', 'float', 'real', 'double', 'decimal']),
  boolean: new Set(['boolean']),
  numbers: new Set(['array']),
};

/** The texts of a row, in the order of the columns; undefined is null. */
export type Cells = (string | undefined)[];

interface Asked {
  label: string;
  columns: Columns;
}

/**
 * The rows of a page without the line of column names, which is the first row of the first page and of no other.
 *
 * @throws Error when the columns are not those declared, or a type is one whose text engines write differently.
 */
export function cellsOf(
  { ResultSet: result }: GetQueryResultsCommandOutput,
  asked: Asked,
  isFirst: boolean,
): Cells[] {
  const rows = (result?.Rows ?? []).map(({ Data: cells = [] }) =>
    cells.map(({ VarCharValue: text }) => text),
  );
  assertColumns(result?.ResultSetMetadata?.ColumnInfo ?? [], asked.label, asked.columns);
  if (!isFirst) return rows;
  assertHeader(rows[0] ?? [], asked);
  return rows.slice(1);
}

/** @throws Error when these are not the names of the declared columns. */
export function assertHeader(cells: Cells, { label, columns }: Asked): void {
  if (cells.join(', ') === Object.keys(columns).join(', ')) return;
  throw new Error(`${label} has no line of column names at its beginning.`);
}

function assertColumns(given: ColumnInfo[], label: string, columns: Columns): void {
  const names = given.map(({ Name: name }) => name).join(', ');
  const declared = Object.keys(columns).join(', ');
  if (names !== declared) throw new Error(`${label} declares (${declared}) but gives (${names}).`);
  for (const [index, [name, kind]] of Object.entries(columns).entries()) {
    const type = given[index]?.Type ?? '';
    if (!TYPES[kind].has(type)) {
      throw new Error(`The column ${name} was declared ${kind} but is ${type}; cast it in the text.`);
    }
  }
}

/** Rows by row. */
export function readRows<C extends Columns>(rows: Cells[], columns: C): Row<C>[] {
  const declared = Object.entries(columns);
  return rows.map(
    (cells) =>
      Object.fromEntries(
        declared.map(([name, kind], index) => [name, readValue(cells[index], kind, name)]),
      ) as Row<C>,
  );
}

function readValue(text: string | undefined, kind: ColumnKind, column: string) {
  if (text === undefined) return null;
  if (kind === 'text') return text;
  if (kind === 'boolean') return text === 'true';
  if (kind === 'numbers') return readNumbers(text, column);
  const number = readNumber(text, column);
  if (kind === 'integer' && !Number.isSafeInteger(number)) {
    throw new Error(`The column ${column} was declared integer but holds ${text}; cast it in the text.`);
  }
  return number;
}

/** Rows by column. */
export function readBatch<C extends Columns>(rows: Cells[], columns: C): Batch<C> {
  const read = Object.entries(columns).map(([name, kind], index) => {
    const texts = rows.map((cells) => cells[index]);
    if (kind === 'text') return [name, texts.map((text) => text ?? null)];
    if (kind === 'numbers') return [name, readLists(texts, name)];
    return [name, Float64Array.from(texts, (text) => Number(readValue(text, kind, name) ?? Number.NaN))];
  });
  return { rowCount: rows.length, columns: Object.fromEntries(read) as Batch<C>['columns'] };
}

function readLists(texts: (string | undefined)[], column: string): NumberLists {
  const values: number[] = [];
  const ends = new Uint32Array(texts.length);
  for (const [row, text] of texts.entries()) {
    if (text !== undefined) for (const value of readNumbers(text, column)) values.push(value);
    ends[row] = values.length;
  }
  return { values: Float64Array.from(values), ends };
}

/** An array of numbers as Athena prints it: `[1.0, 2.5E10]`. */
function readNumbers(text: string, column: string): number[] {
  if (text === '[]') return [];
  return text
    .slice(1, -1)
    .split(', ')
    .map((item) => readNumber(item, column));
}

function readNumber(text: string, column: string): number {
  const number = Number(text);
  if (text === '' || (Number.isNaN(number) && text !== 'NaN')) {
    throw new Error(`The column ${column} holds ${text}, which is no number.`);
  }
  return number;
}
