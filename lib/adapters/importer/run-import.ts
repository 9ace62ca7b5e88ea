import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { dayFolder } from '#lib/adapters/event-store/layout';
import type { OpenStore } from '#lib/adapters/event-store/open-event-store';
import type { StagingArea } from '#lib/adapters/event-store/staging';
import { pieceSql } from '#lib/adapters/importer/event-sql';
import { finishSql, repeatedSql } from '#lib/adapters/importer/finish-sql';
import {
  DAYS_SQL,
  EMPTY_HELD_SQL,
  faultsSql,
  heldSql,
  spilledSql,
  spillSql,
} from '#lib/adapters/importer/held-sql';
import type { DetailedInspection } from '#lib/adapters/importer/inspect-file';
import { planBatches } from '#lib/adapters/importer/plan-batches';
import { type FilePiece, readPieces } from '#lib/adapters/importer/read-pieces';
import type { Rejection, Rejections } from '#lib/adapters/importer/rejections';
import type { ImportJob, ImportPhase } from '#lib/core/importer';

// About 100 MB of text; more rows go to the disk, so that a file of any size fits.
const HELD_PIECES = 4;

export interface ImportParts {
  store: OpenStore;
  connection: DuckDBConnection;
  /** An empty folder of this import alone; the caller removes it. */
  workFolder: string;
  pieceBytes: number | undefined;
  rejections: Rejections;
  signal: AbortSignal;
  report: (phase: ImportPhase, fraction: number, rows: number) => void;
}

export interface ImportCounts {
  rows: number;
  accepted: number;
  duplicates: number;
}

/**
 * Reads a whole file into a staging area and publishes that at the end. It stops at the next statement when the
 * signal is aborted; once publishing has begun it is too late for that.
 */
export async function runImport(
  parts: ImportParts,
  file: string,
  inspection: DetailedInspection,
  job: ImportJob,
): Promise<ImportCounts> {
  const { connection, signal, report, store } = parts;
  await connection.run(`set TimeZone = '${job.timeZone.replaceAll("'", "''")}'`);
  const read = await readWhole(parts, file, inspection, job);
  const repeated = await findRepeated(connection, 'repeated_ids', read.from());
  const kept = read.sound - repeated;
  if (job.isDryRun || kept === 0) return { rows: read.rows, accepted: kept, duplicates: repeated };
  const staging = await store.stage(job.id);
  try {
    await sortDays(parts, read, staging, job);
    signal.throwIfAborted();
    report('publishing', 0, read.rows);
    // Rows of one file get different ids from us; only the file itself can give one twice.
    const isDistinct = job.mapping.columns.id === undefined;
    const receipt = await store.publish(staging, { dedupe: true, isDistinct });
    return { rows: read.rows, accepted: receipt.accepted, duplicates: repeated + receipt.duplicates };
  } finally {
    await staging.discard();
  }
}

interface Read {
  rows: number;
  /** How many of them are events. */
  sound: number;
  /** Sound rows by day. */
  days: Map<string, number>;
  /** The sound rows of some days, or all, for SQL to read. */
  from(days?: string[]): string;
}

/** Small files stay in memory, the others go to the disk from time to time. */
async function readWhole(
  parts: ImportParts,
  file: string,
  inspection: DetailedInspection,
  job: ImportJob,
): Promise<Read> {
  const { connection, workFolder, rejections, pieceBytes } = parts;
  const read: Read = { rows: 0, sound: 0, days: new Map(), from: heldSql };
  let number = 0;
  await connection.run(EMPTY_HELD_SQL);
  for await (const piece of ahead(readPieces(file, inspection, workFolder, connection, pieceBytes))) {
    parts.signal.throwIfAborted();
    number += 1;
    if (number > 1 && number % HELD_PIECES === 1) {
      await countDays(connection, read);
      await spill(parts, number);
    }
    await rejections.add(await readPiece(connection, piece, number, job));
    read.rows += piece.rows + piece.broken.length;
    await piece.remove();
    parts.report('reading', piece.fraction, read.rows);
  }
  await countDays(connection, read);
  if (number <= HELD_PIECES) return read;
  await spill(parts, number + 1);
  return { ...read, from: (days = ['*']) => spilledSql(days.map((day) => daysGlob(workFolder, day))) };
}

/** @returns the rows that are refused, in the order of the file. */
async function readPiece(
  connection: DuckDBConnection,
  piece: FilePiece,
  number: number,
  job: ImportJob,
): Promise<Rejection[]> {
  const source = await piece.open(connection);
  await connection.run(pieceSql(source, job, number));
  const faults = await connection.runAndReadAll(faultsSql(number));
  const rejected = [
    ...piece.broken.map(({ line, reason, text }) => ({ line, column: null, reason, value: text })),
    ...faults.getRows().map(rejectionOf),
  ];
  return rejected.toSorted((a, b) => a.line - b.line);
}

async function countDays(connection: DuckDBConnection, read: Read): Promise<void> {
  const days = await connection.runAndReadAll(DAYS_SQL);
  for (const [day, count] of days.getRows()) {
    read.days.set(String(day), (read.days.get(String(day)) ?? 0) + Number(count));
    read.sound += Number(count);
  }
}

async function spill({ connection, workFolder }: ImportParts, number: number): Promise<void> {
  await mkdir(path.join(workFolder, 'days'), { recursive: true });
  await connection.run(spillSql(path.join(workFolder, 'days', String(number))));
  await connection.run(EMPTY_HELD_SQL);
}

function rejectionOf([line, column, reason, value]: unknown[]): Rejection {
  const textOrNull = (given: unknown) => (given === null ? null : String(given));
  return { line: Number(line), column: textOrNull(column), reason: String(reason), value: textOrNull(value) };
}

async function findRepeated(
  connection: DuckDBConnection,
  table: 'repeated_ids' | 'repeated_rows',
  rows: string,
): Promise<number> {
  await connection.run(repeatedSql(table, rows));
  const counted = await connection.runAndReadAll(`select count(*) from ${table}`);
  return Number(counted.getRows()[0]?.[0] ?? 0);
}

async function sortDays(
  { connection, signal, report }: ImportParts,
  read: Read,
  staging: StagingArea,
  job: ImportJob,
): Promise<void> {
  const batches = planBatches([...read.days].map(([day, rows]) => ({ day, rows })));
  for (const [index, batch] of batches.entries()) {
    signal.throwIfAborted();
    const rows = read.from(batch);
    await findRepeated(connection, 'repeated_rows', rows);
    const onlyDay = batch.length === 1 ? batch[0] : undefined;
    if (onlyDay !== undefined)
      await mkdir(path.join(staging.folder, dayFolder(onlyDay)), { recursive: true });
    await connection.run(finishSql(rows, staging.folder, job.now, onlyDay));
    report('sorting', (index + 1) / batches.length, read.rows);
  }
}

function daysGlob(workFolder: string, day: string): string {
  return path.join(workFolder, 'days', '*', `dt=${day}`, '*.parquet');
}

/** Fetches each item while the one before is being worked on. */
async function* ahead<T>(items: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = items.next();
  try {
    for (;;) {
      const { value, done } = await next;
      if (done) return;
      next = items.next();
      // Whoever awaits it later gets the failure; until then it is not unhandled.
      next.catch(() => {});
      yield value;
    }
  } finally {
    await next.catch(() => {});
    await items.return(undefined);
  }
}
