import {
  DuckDBBooleanVector,
  type DuckDBDataChunk,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBDoubleVector,
  DuckDBListValue,
  DuckDBListVector,
  type DuckDBValue,
  type DuckDBVector,
} from '@duckdb/node-api';
import type { Batch, ColumnKind, Columns, NumberLists, Row } from '#lib/core/warehouse';

type Cell = string | number | boolean | number[] | null;

/**
 * One value of the engine as what the asker declared. This is the only place where the engine's types end.
 *
 * @throws Error when the text gives something else than was declared: engines would disagree about its form.
 */
function readValue(value: DuckDBValue, kind: ColumnKind, column: string): Cell {
  if (value === null) return null;
  if (kind === 'text') {
    if (typeof value === 'string') return value;
    if (value instanceof DuckDBDateValue) return value.toString();
  } else if (kind === 'boolean') {
    if (typeof value === 'boolean') return value;
  } else if (kind === 'numbers') {
    if (value instanceof DuckDBListValue)
      return value.items.map(asNumber).filter((item) => item !== undefined);
  } else {
    const number = asNumber(value);
    if (number !== undefined && (kind === 'number' || Number.isSafeInteger(number))) return number;
  }
  throw new Error(
    `The column ${column} was declared ${kind} but holds ${String(value)}; cast it in the text.`,
  );
}

function asNumber(value: DuckDBValue): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof DuckDBDecimalValue) return value.toDouble();
  return undefined;
}

/** The rows of a chunk; its columns are those declared, in that order. */
export function readRows<C extends Columns>(chunk: DuckDBDataChunk, columns: C): Row<C>[] {
  const declared = Object.entries(columns);
  const values = declared.map(([name, kind], index) =>
    chunk.getColumnValues(index).map((value) => readValue(value, kind, name)),
  );
  return Array.from(
    { length: chunk.rowCount },
    (_, row) =>
      Object.fromEntries(declared.map(([name], index) => [name, values[index]?.[row] ?? null])) as Row<C>,
  );
}

/** The columns of a chunk. */
export function readBatch<C extends Columns>(chunk: DuckDBDataChunk, columns: C): Batch<C> {
  const read = Object.entries(columns).map(([name, kind], index) => {
    const vector = chunk.getColumnVector(index);
    if (kind === 'numbers') return [name, readLists(vector, name)];
    return [name, kind === 'text' ? readTexts(vector, name) : readNumbers(vector, kind, name)];
  });
  return { rowCount: chunk.rowCount, columns: Object.fromEntries(read) as Batch<C>['columns'] };
}

function readTexts(vector: DuckDBVector, column: string): (string | null)[] {
  const texts = new Array<string | null>(vector.itemCount);
  for (let i = 0; i < vector.itemCount; i += 1) {
    texts[i] = readValue(vector.getItem(i), 'text', column) as string | null;
  }
  return texts;
}

function readLists(vector: DuckDBVector, column: string): NumberLists {
  const child = vector instanceof DuckDBListVector ? vector.childVector : undefined;
  if (!(vector instanceof DuckDBListVector && child instanceof DuckDBDoubleVector)) {
    throw new Error(
      `The column ${column} was declared numbers but is ${vector.type}; cast its items to double.`,
    );
  }
  const items = readItems(child);
  const entries = readEntries(vector);
  const values = new Float64Array(items.length);
  const ends = new Uint32Array(vector.itemCount);
  let end = 0;
  for (let i = 0; i < ends.length; i += 1) {
    const offset = entries[4 * i] ?? 0;
    const length = entries[4 * i + 2] ?? 0;
    for (let item = 0; item < length; item += 1) values[end + item] = items[offset + item] ?? 0;
    end += length;
    ends[i] = end;
  }
  return { values: values.subarray(0, end), ends };
}

/** Offset and length of each list, 64 bits each; a chunk's lists are far too short for the upper halves. */
function readEntries(vector: DuckDBListVector): Uint32Array {
  const entries: unknown = Reflect.get(vector, 'entryData');
  if (entries instanceof BigUint64Array) {
    return new Uint32Array(entries.buffer, entries.byteOffset, entries.length * 2);
  }
  const read = new Uint32Array(vector.itemCount * 4);
  for (let i = 0; i < vector.itemCount; i += 1) {
    read[4 * i] = vector.getEntryOffset(i);
    read[4 * i + 2] = vector.getEntryLength(i);
  }
  return read;
}

// The library hands out one checked item at a time, which costs more than the query; lists hold no nulls to check.
function readItems(vector: DuckDBDoubleVector): Float64Array {
  const items: unknown = Reflect.get(vector, 'items');
  return items instanceof Float64Array ? items : readDoubles(vector);
}

function readNumbers(vector: DuckDBVector, kind: ColumnKind, column: string): Float64Array {
  if (vector instanceof DuckDBDoubleVector && kind === 'number') return readDoubles(vector);
  const numbers = new Float64Array(vector.itemCount);
  const isBoolean = vector instanceof DuckDBBooleanVector;
  for (let i = 0; i < vector.itemCount; i += 1) {
    const value = readValue(vector.getItem(i), isBoolean ? 'boolean' : kind, column);
    numbers[i] = value === null ? Number.NaN : Number(value);
  }
  return numbers;
}

/** The bulk of all answers goes through here, so it takes the vector's own type and no other step. */
function readDoubles(vector: DuckDBDoubleVector): Float64Array {
  const numbers = new Float64Array(vector.itemCount);
  for (let i = 0; i < numbers.length; i += 1) numbers[i] = vector.getItem(i) ?? Number.NaN;
  return numbers;
}
