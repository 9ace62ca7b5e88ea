import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Engine, openEngine } from '#lib/adapters/duckdb/engine';
import type { OpenStore } from '#lib/adapters/event-store/open-event-store';
import { tryFileLock } from '#lib/adapters/file-lock';
import { inspectFile } from '#lib/adapters/importer/inspect-file';
import { Rejections, rejectionStream, savedReasons } from '#lib/adapters/importer/rejections';
import { type ImportCounts, runImport } from '#lib/adapters/importer/run-import';
import { adoptFolders, claimFolder } from '#lib/adapters/private-folder';
import type { Log } from '#lib/core/ctx';
import { AppError } from '#lib/core/errors';
import type { Importer, ImportJob, ImportOutcome, ImportProgress, ImportSource } from '#lib/core/importer';
import { progressOf } from '#lib/events/import/progress';

export interface ImporterOptions {
  store: OpenStore;
  dataFolder: string;
  /** What one running import may hold, like `1GB`. */
  memory: string;
  log: Log;
  /** How much of a text is worked on at once; 24 MiB unless said. */
  pieceBytes?: number;
}

/** How far one has come; when it will be done follows from the moment somebody asks. */
type Reached = Pick<ImportProgress, 'phase' | 'fraction' | 'rows' | 'rejected'>;

interface Running {
  abort: AbortController;
  started: number;
  reached: Reached;
}

/** Opens the importer on a data folder: uploads in `uploads/`, what is known of each import in `imports/`. */
export async function openImporter(options: ImporterOptions): Promise<Importer> {
  const importer = new FileImporter(options);
  await importer.tidy();
  return importer;
}

class FileImporter implements Importer {
  private readonly running = new Map<string, Running>();

  constructor(private readonly options: ImporterOptions) {}

  /** Removes what killed processes left. */
  async tidy(): Promise<void> {
    await mkdir(this.folder('uploads'), { recursive: true });
    await adoptFolders(this.folder('imports', 'work'));
  }

  async receive(id: string, body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<void> {
    const draft = this.folder('uploads', `.${id}`);
    try {
      await pipeline(Readable.from(limited(body, maxBytes)), createWriteStream(draft, { mode: 0o600 }));
      await rename(draft, this.fileOf({ upload: id }));
    } finally {
      await rm(draft, { force: true });
    }
  }

  async inspect(source: ImportSource, delimiter?: ImportJob['delimiter']) {
    const engines = this.engines();
    try {
      const found = await inspectFile(this.fileOf(source), delimiter, engines.connect);
      const { format, columns, rows, bytes } = found;
      return { format, columns, rows, bytes };
    } finally {
      await engines.close();
    }
  }

  async run(job: ImportJob): Promise<ImportOutcome> {
    const abort = new AbortController();
    const rejections = new Rejections(this.folder('imports', job.id));
    const state: Running = { abort, started: performance.now(), reached: START };
    const report = (phase: ImportProgress['phase'], fraction: number, rows: number) => {
      state.reached = { phase, fraction, rows, rejected: rejections.count };
      job.onProgress?.(progressNow(state));
    };
    const release = await tryFileLock(this.lockOf(job.id));
    if (!release) return failed('This import is running already.', state, rejections);
    this.running.set(job.id, state);
    try {
      const counts = await this.work(job, { rejections, signal: abort.signal, report });
      await rejections.save();
      return ended(counts, rejections);
    } catch (cause) {
      if (abort.signal.aborted) return { ...countsOf(state, rejections), status: 'cancelled' };
      this.options.log.warn({ importId: job.id, err: cause }, 'an import failed');
      return failed(sentenceOf(cause), state, rejections);
    } finally {
      this.running.delete(job.id);
      await release();
    }
  }

  progress(id: string): ImportProgress | null {
    const found = this.running.get(id);
    return found ? progressNow(found) : null;
  }

  cancel(id: string): boolean {
    const found = this.running.get(id);
    found?.abort.abort();
    return found !== undefined;
  }

  async isRunning(id: string): Promise<boolean> {
    const release = await tryFileLock(this.lockOf(id));
    await release?.();
    return release === null;
  }

  receipt(id: string) {
    return this.options.store.receipt(id);
  }

  reasons(id: string) {
    return savedReasons(this.folder('imports', id));
  }

  rejections(id: string) {
    return rejectionStream(this.folder('imports', id));
  }

  async discardUpload(id: string): Promise<void> {
    await rm(this.fileOf({ upload: id }), { force: true });
  }

  private async work(
    job: ImportJob,
    watch: { rejections: Rejections; signal: AbortSignal; report: Parameters<typeof runImport>[0]['report'] },
  ): Promise<ImportCounts> {
    const file = this.fileOf(job.source);
    const engines = this.engines();
    const work = await claimFolder(this.folder('imports', 'work'));
    try {
      const inspection = await inspectFile(file, job.delimiter, engines.connect);
      const connection = await engines.connect();
      const interrupt = () => connection.interrupt();
      watch.signal.addEventListener('abort', interrupt, { once: true });
      try {
        const { store, pieceBytes } = this.options;
        const parts = { ...watch, store, connection, workFolder: work.folder, pieceBytes };
        return await runImport(parts, file, inspection, job);
      } finally {
        watch.signal.removeEventListener('abort', interrupt);
        connection.closeSync();
      }
    } finally {
      await engines.close();
      await work.remove();
    }
  }

  /** An engine of its own for each import, opened when needed: what it held is given back at the end. */
  private engines() {
    let engine: Promise<Engine> | undefined;
    const { memory } = this.options;
    const open = () =>
      openEngine({ memory, threads: availableParallelism(), tempFolder: this.folder('tmp') });
    return {
      connect: async () => {
        engine ??= open();
        return (await engine).connect();
      },
      close: async () => (await engine)?.close(),
    };
  }

  private fileOf(source: ImportSource): string {
    return 'path' in source ? path.resolve(source.path) : this.folder('uploads', source.upload);
  }

  private lockOf(id: string): string {
    return this.folder('imports', `${id}.lock`);
  }

  private folder(...parts: string[]): string {
    return path.join(this.options.dataFolder, ...parts);
  }
}

const START: Reached = { phase: 'reading', fraction: 0, rows: 0, rejected: 0 };

function progressNow({ started, reached }: Running): ImportProgress {
  return progressOf({ ...reached, elapsedMs: performance.now() - started });
}

async function* limited(body: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) {
      throw new AppError(
        'too_large',
        `The file is larger than ${maxBytes} bytes; import it with the command line.`,
      );
    }
    yield chunk;
  }
}

function countsOf(state: Running, rejections: Rejections) {
  const { rows } = state.reached;
  return { rows, accepted: 0, duplicates: 0, rejected: rejections.count, finishedAt: new Date() };
}

function failed(problem: string, state: Running, rejections: Rejections): ImportOutcome {
  return { ...countsOf(state, rejections), status: 'failed', problem };
}

/** A file none of whose rows can be used has failed, even if every row was read. */
function ended(counts: ImportCounts, rejections: Rejections): ImportOutcome {
  const outcome = { ...counts, rejected: rejections.count, finishedAt: new Date() };
  if (counts.rows === 0) return { ...outcome, status: 'failed', problem: 'The file holds no rows.' };
  if (rejections.count < counts.rows) return { ...outcome, status: 'done' };
  const [commonest] = rejections.reasons();
  const where = commonest?.column ? `${commonest.column} ` : 'the row ';
  const problem = `All ${counts.rows} rows were rejected; the commonest reason: ${where}${commonest?.reason}.`;
  return { ...outcome, status: 'failed', problem };
}

/** What a person is told; only refusals of our own are worded for people. */
function sentenceOf(cause: unknown): string {
  if (cause instanceof AppError) return cause.message;
  if (cause instanceof Error && 'code' in cause) {
    if (cause.code === 'ENOSPC') return 'The disk is full. Nothing was imported.';
    if (cause.code === 'ENOENT') return 'The file is gone. Nothing was imported.';
  }
  if (cause instanceof Error && /memory|temp_directory/i.test(cause.message)) {
    return 'The import needs more memory than there is; raise WAREHOUSE_MEMORY. Nothing was imported.';
  }
  return 'The import broke off by a fault on our side. Nothing was imported.';
}
