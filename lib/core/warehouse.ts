/** What a column of an answer holds. Engines disagree on wire types, so the asker declares what it expects. */
export type ColumnKind = 'text' | 'integer' | 'number' | 'boolean' | 'numbers';

export type Columns = Record<string, ColumnKind>;

interface ValueOf {
  text: string | null;
  integer: number | null;
  number: number | null;
  boolean: boolean | null;
  /** An array of doubles, none of them null. */
  numbers: number[] | null;
}

export type Row<C extends Columns> = { [K in keyof C]: ValueOf[C[K]] };

/** A value bound to a `?` of the text, in order. Texts that stand for times are cast in the SQL. */
export type Parameter = string | number | boolean | null;

export interface QueryOptions<C extends Columns> {
  /** Names the question in logs and in the engine's own history, e.g. `funnel.results`. */
  label: string;
  columns: C;
  timeoutMs: number;
  signal?: AbortSignal | undefined;
}

export interface QueryCost {
  bytesScanned: number;
  /** What the engine charges for it; 0 where there is nobody to pay. */
  costUsd: number;
  elapsedMs: number;
}

export interface QueryAnswer<C extends Columns> extends QueryCost {
  rows: Row<C>[];
}

/** Arrays of doubles, one a row, end to end: row i has `values[ends[i - 1] ?? 0]` up to, not with, `values[ends[i]]`. */
export interface NumberLists {
  values: Float64Array;
  ends: Uint32Array;
}

/** Some rows of an answer, by column: numbers stand in a Float64Array (null is NaN), texts in an array. */
export interface Batch<C extends Columns> {
  rowCount: number;
  columns: {
    [K in keyof C]: C[K] extends 'text'
      ? (string | null)[]
      : C[K] extends 'numbers'
        ? NumberLists
        : Float64Array;
  };
}

/**
 * The analytics engine. Texts are Trino's SQL and read one table, `events`.
 *
 * Every method refuses with AppError: `timeout` when `timeoutMs` passed, `unprocessable` when the question needs
 * more memory than there is, `unavailable` when the engine is gone; an aborted `signal` rejects with its reason.
 * In each of these cases the work has really stopped.
 */
export interface Warehouse {
  readonly engine: string;
  query<C extends Columns>(
    text: string,
    parameters: Parameter[],
    options: QueryOptions<C>,
  ): Promise<QueryAnswer<C>>;
  /** As `query`, for answers of any size: batches arrive in the order of the rows, and the engine waits for `onBatch`. */
  scan<C extends Columns>(
    text: string,
    parameters: Parameter[],
    options: QueryOptions<C>,
    onBatch: (batch: Batch<C>) => void,
  ): Promise<QueryCost>;
  /**
   * A text that changes whenever the events of the days in `[fromDay, toDay]` (UTC, `YYYY-MM-DD`) change; what is
   * cached under it stays true. An engine that cannot see them change lets it change with the clock instead, and says
   * in its own place how old an answer may be. `dataThrough` is the newest event time in the store, ISO, or null when
   * it is empty.
   */
  state(fromDay: string, toDay: string): Promise<{ version: string; dataThrough: string | null }>;
}
