import type { QueryExecution } from '@aws-sdk/client-athena';
import { AthenaApi, type AthenaSettings } from '#lib/adapters/athena/api';
import { costOf } from '#lib/adapters/athena/cost';
import { FailedExecution } from '#lib/adapters/athena/failed-execution';
import { athenaState } from '#lib/adapters/athena/freshness';
import { literal } from '#lib/adapters/athena/literal';
import { type Cells, readBatch, readRows } from '#lib/adapters/athena/read-page';
import { ResultReader } from '#lib/adapters/athena/read-result';
import { refusalOf } from '#lib/adapters/athena/refusal';
import { ResultFiles } from '#lib/adapters/athena/result-files';
import { backoffMs } from '#lib/adapters/aws/persistence';
import { REAL_WAITING, type Waiting } from '#lib/adapters/aws/waiting';
import { Turns } from '#lib/adapters/turns';
import type { Log } from '#lib/core/ctx';
import { AppError } from '#lib/core/errors';
import type { Columns, Parameter, QueryCost, QueryOptions, Row, Warehouse } from '#lib/core/warehouse';

interface Parts {
  log: Log;
  waiting?: Waiting;
}

// An account may have as few as twenty queued and running; others use it too.
const QUERIES_AT_ONCE = 8;
const RUNS = 3;
const FIRST_LOOK_MS = 100;
const LOOK_GROWTH = 1.5;
const SLOWEST_LOOK_MS = 2_000;
const STATE_TIMEOUT_MS = 30_000;
// Athena's own limit on a text.
const LONGEST_TEXT_BYTES = 262_144;

/**
 * Asks Athena, over the table `events` of the configured database. Costs are those of the list price. Nothing tells
 * when the files on S3 change, so an answer may be `freshnessSeconds` old (see `athenaState`).
 */
export async function openAthena(
  settings: AthenaSettings,
  { log, waiting = REAL_WAITING }: Parts,
): Promise<Warehouse & { close(): Promise<void> }> {
  const api = await AthenaApi.open(settings, waiting);
  const files = new ResultFiles(settings.region, waiting);
  const asker = new Asker(api, new ResultReader(api, files, log), settings, waiting, log);
  const query: Warehouse['query'] = async (text, parameters, asked) => {
    const rows: Row<typeof asked.columns>[] = [];
    const cost = await asker.ask(text, parameters, asked, (cells) => {
      rows.push(...readRows(cells, asked.columns));
    });
    return { rows, ...cost };
  };
  const askState = async <C extends Columns>(text: string, parameters: Parameter[], columns: C) => {
    const asked = { label: 'warehouse.state', timeoutMs: STATE_TIMEOUT_MS, columns };
    return (await query(text, parameters, asked)).rows;
  };
  return {
    engine: 'athena',
    query,
    scan: (text, parameters, asked, onBatch) =>
      asker.ask(text, parameters, asked, (cells) => onBatch(readBatch(cells, asked.columns))),
    state: athenaState(askState, () => waiting.now(), settings.freshnessSeconds),
    close: async () => {
      await asker.stop();
      api.close();
      await files.close();
    },
  };
}

class Asker {
  private readonly turns = new Turns(QUERIES_AT_ONCE);
  private readonly stopping = new AbortController();
  private readonly running = new Set<Promise<unknown>>();

  constructor(
    private readonly api: AthenaApi,
    private readonly results: ResultReader,
    private readonly settings: AthenaSettings,
    private readonly waiting: Waiting,
    private readonly log: Log,
  ) {}

  async ask<C extends Columns>(
    text: string,
    parameters: Parameter[],
    asked: QueryOptions<C>,
    onRows: (rows: Cells[]) => void,
  ): Promise<QueryCost> {
    const started = performance.now();
    const timeout = AbortSignal.timeout(asked.timeoutMs);
    const signals = [this.stopping.signal, timeout, ...(asked.signal ? [asked.signal] : [])];
    const signal = AbortSignal.any(signals);
    const literals = parameters.map(literal);
    const answer = this.turns.take(signal, async () => {
      const done = await this.execute(labelled(text, asked.label), literals, signal);
      await this.results.read(done, asked, signal, onRows);
      return done.Statistics?.DataScannedInBytes ?? 0;
    });
    this.running.add(answer);
    try {
      const bytesScanned = await answer;
      return { bytesScanned, costUsd: costOf(bytesScanned), elapsedMs: performance.now() - started };
    } catch (error) {
      const refusal = refusalOf(error, { ...asked, settings: this.settings, hasTimedOut: timeout.aborted });
      if (refusal !== error) this.log.warn({ err: error, label: asked.label }, 'Athena gave no answer');
      throw refusal;
    } finally {
      this.running.delete(answer);
    }
  }

  /** Stops what is being asked, because Athena would go on and charge for it. */
  async stop(): Promise<void> {
    this.stopping.abort(new AppError('unavailable', 'The server is shutting down.'));
    await Promise.allSettled(this.running);
  }

  /** Runs a text until it succeeds; a failure is tried again only where Athena says that this may help. */
  private async execute(text: string, literals: string[], signal: AbortSignal): Promise<QueryExecution> {
    for (let run = 1; ; run += 1) {
      const id = await this.api.start(text, literals, signal);
      const ended = await this.untilEnded(id, signal).catch(async (error: unknown) => {
        await this.stopExecution(id);
        throw error;
      });
      if (ended.Status?.State === 'SUCCEEDED') return ended;
      const failed = new FailedExecution(ended);
      if (!failed.isRetryable || run === RUNS) throw failed;
      await this.waiting.sleep(backoffMs(run, this.waiting.random()), signal);
      signal.throwIfAborted();
    }
  }

  private async untilEnded(id: string, signal: AbortSignal): Promise<QueryExecution> {
    for (let wait = FIRST_LOOK_MS; ; wait = Math.min(wait * LOOK_GROWTH, SLOWEST_LOOK_MS)) {
      signal.throwIfAborted();
      const execution = await this.api.look(id, signal);
      const state = execution?.Status?.State;
      if (execution && (state === 'SUCCEEDED' || state === 'FAILED' || state === 'CANCELLED'))
        return execution;
      await this.waiting.sleep(wait, signal);
    }
  }

  private async stopExecution(id: string): Promise<void> {
    await this.api.stop(id).catch((error: unknown) => {
      this.log.warn({ err: error, execution: id }, 'an Athena query could not be stopped and may still run');
    });
  }
}

/** The text under the name that Athena's own history shows first. */
function labelled(text: string, label: string): string {
  const whole = `-- flightdeck ${label.replaceAll(/[^\w.-]/g, '_')}\n${text}`;
  if (Buffer.byteLength(whole) <= LONGEST_TEXT_BYTES) return whole;
  throw new AppError(
    'unprocessable',
    'The question is longer than Athena takes; ask for fewer steps, types or filters.',
  );
}
