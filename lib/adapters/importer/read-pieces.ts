import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { quoted } from '#lib/adapters/event-store/layout';
import {
  delimitedSource,
  type JsonKey,
  jsonLines,
  jsonSource,
  parquetSource,
  pointerOf,
  type Source,
} from '#lib/adapters/importer/columns';
import type { DetailedInspection } from '#lib/adapters/importer/inspect-file';
import { openBytes } from '#lib/adapters/importer/open-bytes';
import {
  type BrokenRecord,
  type RecordForm,
  separatorOf,
  splitRecords,
} from '#lib/events/import/split-records';

/** Some hundred thousand rows of a file, for SQL to read. */
export interface FilePiece {
  rows: number;
  /** Records that could not even be parted into fields; not among `rows`. */
  broken: BrokenRecord[];
  /** The share of the file that has been read with this piece, 0 to 1. */
  fraction: number;
  open(connection: DuckDBConnection): Promise<Source>;
  remove(): Promise<void>;
}

// Large enough that the cost of a statement vanishes, small enough that a few fit into any memory.
const PIECE_BYTES = 24 * 1024 * 1024;
const PIECE_ROWS = 250_000;

/** Reads a file from its beginning to its end, piece by piece; texts in pieces of `pieceBytes`, as files in `workFolder`. */
export function readPieces(
  file: string,
  inspection: DetailedInspection,
  workFolder: string,
  connection: DuckDBConnection,
  pieceBytes = PIECE_BYTES,
): AsyncGenerator<FilePiece> {
  const { format, columns } = inspection;
  if (format.kind === 'parquet') return parquetPieces(file, inspection, connection);
  const form: RecordForm = format.kind === 'ndjson' ? format : { ...format, fieldCount: columns.length };
  const openerOf = (piece: string): FilePiece['open'] =>
    format.kind === 'ndjson'
      ? async (opened) => jsonSource(piece, await keysIn(opened, piece))
      : async () => delimitedSource(piece, columns, separatorOf(form));
  return textPieces(file, form, format.gzip, { folder: workFolder, bytes: pieceBytes, openerOf });
}

async function* textPieces(
  file: string,
  form: RecordForm,
  isGzip: boolean,
  pieces: { folder: string; bytes: number; openerOf: (piece: string) => FilePiece['open'] },
): AsyncGenerator<FilePiece> {
  const input = await openBytes(file, isGzip);
  let number = 0;
  for await (const { bytes, rows, broken } of splitRecords(input.bytes, form, pieces.bytes)) {
    const piece = path.join(pieces.folder, `piece-${++number}`);
    await writeFile(piece, bytes);
    yield { rows, broken, fraction: input.fraction(), open: pieces.openerOf(piece), remove: () => rm(piece) };
  }
}

async function* parquetPieces(
  file: string,
  { parquetColumns = [] }: DetailedInspection,
  connection: DuckDBConnection,
): AsyncGenerator<FilePiece> {
  const counted = await connection.runAndReadAll(`select count(*) from read_parquet(${quoted(file)})`);
  const total = Number(counted.getRows()[0]?.[0] ?? 0);
  for (let from = 0; from < total; from += PIECE_ROWS) {
    const to = Math.min(from + PIECE_ROWS, total);
    const source = parquetSource(file, parquetColumns, from, to);
    yield {
      rows: to - from,
      broken: [],
      fraction: to / total,
      open: async () => source,
      remove: async () => {},
    };
  }
}

/** Every key of the objects in a piece, and of the objects in them: later rows may have keys that the first lack. */
async function keysIn(connection: DuckDBConnection, piece: string): Promise<JsonKey[]> {
  const top = await connection.runAndReadAll(
    `select key, bool_or(kind = 'OBJECT'), bool_or(kind <> 'OBJECT') from (
       select key, json_type(object, '/' || replace(replace(key, '~', '~0'), '/', '~1')) as kind
       from (select object, unnest(json_keys(object)) as key from ${jsonLines(piece)})
     ) where kind <> 'NULL' group by key`,
  );
  const keys: JsonKey[] = [];
  for (const [name, hasObjects, hasOthers] of top.getRows()) {
    const key = String(name);
    if (hasOthers === true) keys.push({ name: key, path: [key] });
    if (hasObjects === true) keys.push(...(await innerKeys(connection, piece, key)));
  }
  return keys;
}

async function innerKeys(connection: DuckDBConnection, piece: string, outer: string): Promise<JsonKey[]> {
  const pointer = quoted(pointerOf([outer]));
  const found = await connection.runAndReadAll(
    `select distinct unnest(json_keys(object, ${pointer})) from ${jsonLines(piece)}`,
  );
  return found
    .getRows()
    .map(([inner]) => ({ name: `${outer}.${String(inner)}`, path: [outer, String(inner)] }));
}
