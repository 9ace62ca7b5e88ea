import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { OpenStore } from '#lib/adapters/event-store/open-event-store';
import type { StagingArea } from '#lib/adapters/event-store/staging';
import { pieceSql } from '#lib/adapters/importer/event-sql';
import { finishSql, repeatedSql, spillSql } from '#lib/adapters/importer/finish-sql';
import type { DetailedInspection } from '#lib/adapters/importer/inspect-file';
import { planBatches } from '#lib/adapters/importer/plan-batches';
import { type FilePiece, readPieces } from '#lib/adapters/importer/read-pieces';
import type { Rejection, Rejections } from '#lib/adapters/importer/rejections';
import type { ImportJob, ImportPhase } from '#lib/core/importer';

export interface ImportParts {
  store: OpenStore;
  connection: DuckDBConnection;
  /** An empty folder of this import alone; the caller removes it. */
  workFolder: string;
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
  const { connection, workFolder, signal, report, store } = parts;
  await connection.run(`set TimeZone = '${job.timeZone.replaceAll("'", "''")}'`);
  await mkdir(path.join(workFolder, 'days'));
  const read = await readWhole(parts, file, inspection, job);
  const repeated = await findRepeated(parts, read, job);
  const kept = read.sound - repeated;
  if (job.isDryRun || kept === 0) return { rows: read.rows, accepted: kept, duplicates: repeated };
  const staging = await store.stage(job.id);
  try {
    await sortDays(parts, read, staging, job);
    signal.throwIfAborted();
    report('publishing', 0, read.rows);
    const receipt = await store.publish(staging, { dedupe: true });
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
}

async function readWhole(
  parts: ImportParts,
  file: string,
  inspection: DetailedInspection,
  job: ImportJob,
): Promise<Read> {
  const read: Read = { rows: 0, sound: 0, days: new Map() };
  let number = 0;
  const pieces = readPieces(file, inspection, parts.workFolder, parts.connection);
  for await (const piece of ahead(pieces)) {
    parts.signal.throwIfAborted();
    await readPiece(parts, piece, ++number, job, read);
    await piece.remove();
    parts.report('reading', piece.fraction, read.rows);
  }
  return read;
}

async function readPiece(
  { connection, workFolder, rejections }: ImportParts,
  piece: FilePiece,
  number: number,
  job: ImportJob,
  read: Read,
): Promise<void> {
  const source = await piece.open(connection);
  await connection.run(pieceSql(source, job));
  const faults = await connection.runAndReadAll(
    'select line, fault_column, fault, fault_value from piece where fault is not null order by line',
  );
  const rejected = [
    ...piece.broken.map(({ line, reason, text }) => ({ line, column: null, reason, value: text })),
    ...faults.getRows().map(rejectionOf),
  ];
  await rejections.add(rejected.toSorted((a, b) => a.line - b.line));
  const days = await connection.runAndReadAll(
    'select cast(cast(event_time as date) as varchar), count(*) from piece where fault is null group by 1',
  );
  for (const [day, count] of days.getRows()) {
    read.days.set(String(day), (read.days.get(String(day)) ?? 0) + Number(count));
    read.sound += Number(count);
  }
  if (days.currentRowCount > 0) await connection.run(spillSql(path.join(workFolder, 'days', String(number))));
  read.rows += piece.rows + piece.broken.length;
}

function rejectionOf([line, column, reason, value]: unknown[]): Rejection {
  const textOrNull = (given: unknown) => (given === null ? null : String(given));
  return { line: Number(line), column: textOrNull(column), reason: String(reason), value: textOrNull(value) };
}

/** How many rows repeat an id that the file gave before. */
async function findRepeated(
  { connection, workFolder }: ImportParts,
  read: Read,
  job: ImportJob,
): Promise<number> {
  const hasIds = job.mapping.columns.id !== undefined && read.sound > 0;
  await connection.run(
    hasIds ? repeatedSql([daysGlob(workFolder, '*')]) : 'create or replace temp table repeated (line bigint)',
  );
  const counted = await connection.runAndReadAll('select count(*) from repeated');
  return Number(counted.getRows()[0]?.[0] ?? 0);
}

async function sortDays(
  { connection, workFolder, signal, report }: ImportParts,
  read: Read,
  staging: StagingArea,
  job: ImportJob,
): Promise<void> {
  const batches = planBatches([...read.days].map(([day, rows]) => ({ day, rows })));
  for (const [index, batch] of batches.entries()) {
    signal.throwIfAborted();
    const globs = batch.map((day) => daysGlob(workFolder, day));
    await connection.run(finishSql(globs, staging.folder, job.now));
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
