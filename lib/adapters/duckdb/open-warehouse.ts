import { availableParallelism } from 'node:os';
import type { DuckDBResult } from '@duckdb/node-api';
import { type Engine, openEngine } from '#lib/adapters/duckdb/engine';
import { interruptible } from '#lib/adapters/duckdb/interruptible';
import { readBatch, readRows } from '#lib/adapters/duckdb/read-values';
import { refusalOf } from '#lib/adapters/duckdb/refusal';
import { bytesOf, type StoreReader, storeState } from '#lib/adapters/duckdb/store-state';
import { withConnection } from '#lib/adapters/duckdb/with-connection';
import { COLUMN_TYPES, readFiles } from '#lib/adapters/event-store/layout';
import type { Lease } from '#lib/adapters/event-store/snapshot';
import { Turns } from '#lib/adapters/turns';
import { AppError } from '#lib/core/errors';
import type { Columns, Parameter, QueryCost, QueryOptions, Row, Warehouse } from '#lib/core/warehouse';
import { MACROS } from '#lib/sql/macros';

export interface WarehouseOptions {
  store: StoreReader;
  memory: string;
  tempFolder: string;
  threads?: number;
}

// More at once would only share the same memory and cores.
const QUERIES_AT_ONCE = 2;

const EMPTY = `select ${Object.entries({ ...COLUMN_TYPES, dt: 'varchar' })
  .map(([name, type]) => `cast(null as ${type}) as ${name}`)
  .join(', ')} where false`;

/**
 * Asks the store's files with DuckDB, in this process. `bytesScanned` is an estimate: the whole files of the days
 * from the first to the last one that the text and its parameters name, whatever columns it reads.
 */
export async function openWarehouse(
  options: WarehouseOptions,
): Promise<Warehouse & { close(): Promise<void> }> {
  const engine = await openEngine({
    memory: options.memory,
    threads: options.threads ?? availableParallelism(),
    tempFolder: options.tempFolder,
    setUp: MACROS,
  });
  const asker = new Asker(engine, options);
  const state = storeState(engine, options.store);
  return {
    engine: 'duckdb',
    query: async (text, parameters, asked) => {
      const rows: Row<typeof asked.columns>[] = [];
      const cost = await asker.ask(text, parameters, asked, async (result) => {
        for await (const chunk of result) rows.push(...readRows(chunk, asked.columns));
      });
      return { rows, ...cost };
    },
    scan: (text, parameters, asked, onBatch) =>
      asker.ask(text, parameters, asked, async (result, signal) => {
        // The next chunk is on its way while this one is being read.
        let next = result.fetchChunk();
        try {
          for (let chunk = await next; chunk && chunk.rowCount > 0; chunk = await next) {
            signal.throwIfAborted();
            next = result.fetchChunk();
            onBatch(readBatch(chunk, asked.columns));
          }
        } finally {
          // Closing a connection that is still fetching would take the process down.
          await next.catch(() => {});
        }
      }),
    state,
    close: async () => {
      await asker.stop();
      await engine.close();
    },
  };
}

type Read = (result: DuckDBResult, signal: AbortSignal) => Promise<void>;

class Asker {
  private readonly turns = new Turns(QUERIES_AT_ONCE);
  private readonly stopping = new AbortController();
  private readonly running = new Set<Promise<unknown>>();

  constructor(
    private readonly engine: Engine,
    private readonly options: WarehouseOptions,
  ) {}

  async ask<C extends Columns>(
    text: string,
    parameters: Parameter[],
    asked: QueryOptions<C>,
    read: Read,
  ): Promise<QueryCost> {
    const started = performance.now();
    const timeout = AbortSignal.timeout(asked.timeoutMs);
    const signals = [this.stopping.signal, timeout, ...(asked.signal ? [asked.signal] : [])];
    const signal = AbortSignal.any(signals);
    const answer = this.turns.take(signal, () => this.run(text, parameters, asked, signal, read));
    this.running.add(answer);
    try {
      const bytesScanned = await answer;
      return { bytesScanned, costUsd: 0, elapsedMs: performance.now() - started };
    } catch (error) {
      throw refusalOf(error, { ...asked, memory: this.options.memory, hasTimedOut: timeout.aborted });
    } finally {
      this.running.delete(answer);
    }
  }

  /** Stops what is being asked, because an engine that is closed under a query takes the process down. */
  async stop(): Promise<void> {
    this.stopping.abort(new AppError('unavailable', 'The server is shutting down.'));
    await Promise.allSettled(this.running);
  }

  private async run<C extends Columns>(
    text: string,
    parameters: Parameter[],
    asked: QueryOptions<C>,
    signal: AbortSignal,
    read: Read,
  ): Promise<number> {
    const lease = await this.options.store.snapshot();
    try {
      await withConnection(this.engine, (connection) =>
        interruptible(connection, signal, async () => {
          await connection.run(eventsView(lease));
          const result = await connection.stream(text, parameters);
          assertColumns(result, asked);
          await read(result, signal);
        }),
      );
      return bytesOf(lease.files, text, parameters);
    } finally {
      lease.release();
    }
  }
}

function eventsView(lease: Lease): string {
  const files = lease.files.map((file) => file.path);
  const source = files.length === 0 ? EMPTY : `select * from ${readFiles(files)}`;
  return `create or replace temp view events as ${source}`;
}

function assertColumns<C extends Columns>(result: DuckDBResult, asked: QueryOptions<C>): void {
  const given = result.columnNames().join(', ');
  const declared = Object.keys(asked.columns).join(', ');
  if (given !== declared) throw new Error(`${asked.label} declares (${declared}) but gives (${given}).`);
}
