import { stat } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { quoted } from '#lib/adapters/event-store/layout';
import { isScalarType, type JsonKey, type ParquetColumn } from '#lib/adapters/importer/columns';
import { readHead, unpackHead } from '#lib/adapters/importer/open-bytes';
import { AppError } from '#lib/core/errors';
import type { Delimiter, Inspection } from '#lib/core/importer';
import { keysOf, sampleJsonLines } from '#lib/events/import/sniff-json';
import { sniffDelimited } from '#lib/events/import/sniff-text';

const HEAD_BYTES = 512 * 1024;
const SAMPLE_ROWS = 200;

/** An inspection with what only SQL needs to know. */
export type DetailedInspection = Inspection & {
  parquetColumns?: ParquetColumn[];
  jsonKeys?: JsonKey[];
};

/**
 * Looks at the beginning of a file.
 *
 * @param connect opens an engine; only a Parquet file needs one.
 * @throws AppError `unprocessable` when the file is empty, or of no form that can be imported.
 */
export async function inspectFile(
  file: string,
  delimiter: Delimiter | undefined,
  connect: () => Promise<DuckDBConnection>,
): Promise<DetailedInspection> {
  const bytes = await sizeOf(file);
  const raw = await readHead(file, HEAD_BYTES);
  if (raw.subarray(0, 4).toString('latin1') === 'PAR1') return inspectParquet(file, bytes, await connect());
  const gzip = raw[0] === 0x1f && raw[1] === 0x8b;
  const head = gzip ? unpacked(raw) : raw;
  assertText(head);
  const isWhole = raw.length === bytes && !(gzip && head.length >= HEAD_BYTES);
  const text = head.toString('utf8').trimStart();
  if (text === '') throw new AppError('unprocessable', 'The file is empty; there is nothing to import.');
  if (text.startsWith('{') || text.startsWith('\uFEFF{')) return inspectJson(head, isWhole, bytes, gzip);
  const sample = sniffDelimited(withoutMark(head), isWhole, delimiter);
  if (!sample) {
    throw new AppError(
      'unprocessable',
      'The file has no columns: no comma, semicolon, tab, bar or blank parts its lines alike. Name the delimiter, or send CSV, NDJSON or Parquet.',
    );
  }
  return {
    format: { kind: 'delimited', delimiter: sample.delimiter, hasHeader: sample.hasHeader, gzip },
    columns: sample.columns,
    rows: sample.rows,
    bytes,
  };
}

function inspectJson(head: Buffer, isWhole: boolean, bytes: number, gzip: boolean): DetailedInspection {
  const objects = sampleJsonLines(withoutMark(head).toString('utf8'), isWhole, SAMPLE_ROWS);
  if (objects.length === 0) {
    throw new AppError(
      'unprocessable',
      'The file begins like JSON, but its first lines are no objects. Write one JSON object on each line.',
    );
  }
  const { keys, rows } = keysOf(objects);
  return {
    format: { kind: 'ndjson', gzip },
    columns: keys.map(({ name }) => name),
    rows,
    bytes,
    jsonKeys: keys,
  };
}

async function inspectParquet(
  file: string,
  bytes: number,
  connection: DuckDBConnection,
): Promise<DetailedInspection> {
  try {
    const described = await connection.runAndReadAll(`describe select * from read_parquet(${quoted(file)})`);
    const parquetColumns = described
      .getRows()
      .map(([name, type]) => ({ name: String(name), type: String(type) }))
      .filter(({ type }) => isScalarType(type));
    const texts = parquetColumns.map(({ name }) => `cast("${name.replaceAll('"', '""')}" as varchar)`);
    const sample = await connection.runAndReadAll(
      `select ${texts.join(', ')} from read_parquet(${quoted(file)}) limit ${SAMPLE_ROWS}`,
    );
    const rows = sample.getRows().map((row) => row.map((value) => (value === null ? null : String(value))));
    return {
      format: { kind: 'parquet' },
      columns: parquetColumns.map(({ name }) => name),
      rows,
      bytes,
      parquetColumns,
    };
  } catch (cause) {
    throw new AppError(
      'unprocessable',
      'The file begins like Parquet but cannot be read; it may be cut off.',
      {
        cause,
      },
    );
  } finally {
    connection.closeSync();
  }
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) throw new AppError('not_found', 'There is no such file.');
  return found.size;
}

function unpacked(raw: Buffer): Buffer {
  try {
    return unpackHead(raw);
  } catch (cause) {
    throw new AppError('unprocessable', 'The file begins like gzip but cannot be unpacked.', { cause });
  }
}

function assertText(head: Buffer): void {
  const isUtf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if (isUtf16)
    throw new AppError('unprocessable', 'The file is UTF-16 text; save it as UTF-8 and try again.');
  if (head[0] === 0x50 && head[1] === 0x4b) {
    throw new AppError(
      'unprocessable',
      'The file is a ZIP archive or a spreadsheet; save it as CSV (UTF-8).',
    );
  }
  if (head.includes(0)) {
    throw new AppError('unprocessable', 'The file is not text. CSV, NDJSON and Parquet can be imported.');
  }
}

function withoutMark(head: Buffer): Buffer {
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? head.subarray(3) : head;
}
