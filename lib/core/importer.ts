/** What parts the fields of a text; a blank stands for runs of blanks. */
export type Delimiter = ',' | ';' | '\t' | '|' | ' ';

/** How a file is written. */
export type FileFormat =
  | { kind: 'delimited'; delimiter: Delimiter; hasHeader: boolean; gzip: boolean }
  | { kind: 'ndjson'; gzip: boolean }
  | { kind: 'parquet' };

/** What a column of a file can stand for; every other column is a property. */
export type ImportField =
  | 'user'
  | 'type'
  | 'time'
  | 'session'
  | 'id'
  | 'feature'
  | 'value'
  | 'duration'
  | 'experiment'
  | 'variant';

/** Which column holds what, and what holds for every row. */
export interface ImportMapping {
  columns: Partial<Record<ImportField, string>>;
  type?: string | undefined;
  feature?: string | undefined;
  /** The columns that become properties; all that hold no field when it is left out. */
  properties?: string[] | undefined;
}

/** A first look at a file: enough to map its columns. */
export interface Inspection {
  format: FileFormat;
  /** In the order of the file; `column_1` and so on where it names none. */
  columns: string[];
  /** The first rows as texts; null is missing. */
  rows: (string | null)[][];
  bytes: number;
}

/** `sorting` puts the rows in order by day, `publishing` makes them visible: all at once or not at all. */
export type ImportPhase = 'reading' | 'sorting' | 'publishing';

export interface ImportProgress {
  phase: ImportPhase;
  /** Rows read so far, the rejected ones included. */
  rows: number;
  rejected: number;
  rowsPerSecond: number;
  /** Of the whole work, 0 to 1. */
  fraction: number;
  /** Null until there is enough to go by. */
  secondsLeft: number | null;
}

/** Rows that were refused for one reason. */
export interface RejectionReason {
  column: string | null;
  reason: string;
  count: number;
}

/** A file that was uploaded under an id, or one that lies on this machine. */
export type ImportSource = { upload: string } | { path: string };

export interface ImportJob {
  id: string;
  source: ImportSource;
  mapping: ImportMapping;
  /** Overrides what the file looks like. */
  delimiter?: Delimiter | undefined;
  /** The IANA zone of times that name none. */
  timeZone: string;
  /** Stands as `received_at` in every row; times more than a day after it are rejected. */
  now: Date;
  /** Reads and judges every row, and stores nothing. */
  isDryRun?: boolean | undefined;
  onProgress?: ((progress: ImportProgress) => void) | undefined;
}

interface Counts {
  rows: number;
  accepted: number;
  duplicates: number;
  rejected: number;
}

/** How an import ended. Unless it is done, nothing of it is in the store. */
export type ImportOutcome = Counts & { finishedAt: Date } & (
    | { status: 'done' | 'cancelled' }
    | { status: 'failed'; problem: string }
  );

/** Reads files of events into the store. Everything it keeps about an import stands under the import's id. */
export interface Importer {
  /**
   * Keeps the bytes of an upload; nothing is kept when it is cut short.
   *
   * @throws AppError `too_large` at the first byte beyond `maxBytes`.
   */
  receive(id: string, body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<void>;
  /** @throws AppError `unprocessable` when the file is empty or of no known form. */
  inspect(source: ImportSource, delimiter?: Delimiter): Promise<Inspection>;
  /** Does the whole work; never throws. Several may run at once. */
  run(job: ImportJob): Promise<ImportOutcome>;
  /** Of an import that runs in this process; null otherwise. */
  progress(id: string): ImportProgress | null;
  /** Whether an import runs in this process, and will now end as cancelled unless it was about to be done. */
  cancel(id: string): boolean;
  /** Whether some living process runs it. */
  isRunning(id: string): Promise<boolean>;
  /** What an import that no process runs any more has brought; null when it brought nothing. */
  receipt(id: string): Promise<{ accepted: number; duplicates: number } | null>;
  /** The commonest reasons first. */
  reasons(id: string): Promise<RejectionReason[]>;
  /** The rejected rows as CSV; null when there are none. */
  rejections(id: string): Promise<ReadableStream<Uint8Array> | null>;
  /** Forgets the upload; the rejections stay. */
  discardUpload(id: string): Promise<void>;
}
