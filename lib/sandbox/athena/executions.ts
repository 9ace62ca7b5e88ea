import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Engine, ResultColumn } from '#lib/sandbox/athena/engine';
import { type Failure, failureOf } from '#lib/sandbox/athena/failure';
import type { OrderedFaults } from '#lib/sandbox/athena/faults';
import type { StartRequest } from '#lib/sandbox/athena/requests';
import { ResultFile } from '#lib/sandbox/athena/result-file';
import { invalidRequest, WireError } from '#lib/sandbox/athena/wire-error';

type State = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';

export interface Execution {
  id: string;
  request: StartRequest;
  state: State;
  /** What the next looks at it see before they see `state`. */
  shown: State[];
  submittedAt: number;
  completedAt?: number;
  failure?: Failure;
  columns: ResultColumn[];
  bytes: number;
  file?: ResultFile;
  stopping: AbortController;
}

interface Options {
  engine: Engine;
  faults: OrderedFaults;
  /** Holds the results. */
  folder: string;
  /** How many may run at a time; the others are QUEUED. */
  slots: number;
  /** How many may be queued and running together; one more is refused. */
  quota: number;
}

/** All executions of this server, and the one place that moves them from state to state. */
export class Executions {
  private readonly all = new Map<string, Execution>();
  private readonly byToken = new Map<string, Execution>();
  private readonly waiting: (() => void)[] = [];
  private running = 0;

  constructor(private readonly options: Options) {}

  list(): Execution[] {
    return [...this.all.values()];
  }

  get(id: string): Execution {
    const execution = this.all.get(id);
    if (!execution) throw invalidRequest(`QueryExecution ${id} was not found`);
    return execution;
  }

  find(id: string): Execution | undefined {
    return this.all.get(id);
  }

  /** The same token with the same request is the same execution. */
  start(request: StartRequest): Execution {
    const token = request.ClientRequestToken;
    const known = token === undefined ? undefined : this.byToken.get(token);
    if (known) {
      if (JSON.stringify(known.request) === JSON.stringify(request)) return known;
      throw invalidRequest('Idempotent parameters do not match', 'IDEMPOTENT_PARAMETER_MISMATCH');
    }
    this.assertQuota();
    const execution = this.add(request);
    if (token !== undefined) this.byToken.set(token, execution);
    return execution;
  }

  stop(execution: Execution): void {
    if (execution.state !== 'QUEUED' && execution.state !== 'RUNNING') return;
    execution.stopping.abort();
    finish(execution, 'CANCELLED');
  }

  /** What a look at it sees: first what was ordered, then the truth. */
  look(execution: Execution): State {
    return execution.shown.shift() ?? execution.state;
  }

  private assertQuota(): void {
    const active = this.list().filter(({ state }) => state === 'QUEUED' || state === 'RUNNING').length;
    if (active < this.options.quota) return;
    throw new WireError('TooManyRequestsException', 'You have exceeded the limit for running queries.', {
      Reason: 'CONCURRENT_QUERY_LIMIT_EXCEEDED',
    });
  }

  private add(request: StartRequest): Execution {
    const fault = this.options.faults.nextExecution();
    const execution: Execution = {
      id: randomUUID(),
      request,
      state: 'QUEUED',
      shown: [...(fault?.states ?? [])],
      submittedAt: Date.now(),
      columns: [],
      bytes: 0,
      stopping: new AbortController(),
    };
    this.all.set(execution.id, execution);
    if (fault?.failure) {
      execution.failure = fault.failure;
      finish(execution, fault.failure.state);
    } else if (fault?.isEndless) execution.state = 'RUNNING';
    else void this.run(execution);
    return execution;
  }

  private async run(execution: Execution): Promise<void> {
    if (this.running >= this.options.slots) await new Promise<void>((go) => this.waiting.push(go));
    else this.running += 1;
    try {
      if (execution.state === 'QUEUED') await this.execute(execution);
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }

  private async execute(execution: Execution): Promise<void> {
    const { request, stopping } = execution;
    execution.state = 'RUNNING';
    try {
      execution.file = await ResultFile.create(path.join(this.options.folder, execution.id));
      const asked = {
        text: request.QueryString,
        parameters: request.ExecutionParameters ?? [],
        signal: stopping.signal,
      };
      Object.assign(execution, await this.options.engine.run(asked, execution.file));
      finish(execution, 'SUCCEEDED');
    } catch (error) {
      if (!stopping.signal.aborted) execution.failure = failureOf(error);
      finish(execution, 'FAILED');
    }
  }
}

/** A state that is final stays. */
function finish(execution: Execution, state: State): void {
  if (execution.completedAt !== undefined) return;
  execution.state = state;
  execution.completedAt = Date.now();
}
