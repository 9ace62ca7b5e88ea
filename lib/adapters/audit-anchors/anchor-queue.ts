import { setTimeout as pause } from 'node:timers/promises';
import type { ChainHead } from '#lib/core/audit-anchors';
import type { Log } from '#lib/core/ctx';

/** One place outside the database. */
export interface AnchorPlace {
  name: string;
  /** Whether only the newest of several heads need be kept. */
  isCoalescing: boolean;
  /** The least time between two writes. */
  intervalMs: number;
  write(heads: ChainHead[]): Promise<void>;
  read?(): AsyncIterable<ChainHead>;
}

const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 60_000;
/** So many heads are remembered while a place is away; of a longer chain of them the newest say enough. */
const MEMORY = 10_000;

/** Hands heads to one place, one write at a time, trying again for as long as the process lives. */
export class AnchorQueue {
  private pending: ChainHead[] = [];
  private isDraining = false;
  private attempt: Promise<void> = Promise.resolve();
  private nextWriteAt = 0;

  constructor(
    private readonly place: AnchorPlace,
    private readonly log: Pick<Log, 'warn'>,
    private readonly firstRetryMs = FIRST_RETRY_MS,
  ) {}

  push(head: ChainHead): void {
    this.pending = this.place.isCoalescing ? [head] : [...this.pending.slice(-MEMORY), head];
    if (!this.isDraining) void this.drain();
  }

  /** Waits until nothing is left to write or an attempt has failed. */
  async settled(): Promise<void> {
    await this.attempt;
  }

  private async drain(): Promise<void> {
    this.isDraining = true;
    let retryMs = this.firstRetryMs;
    while (this.pending.length > 0) {
      const attempt = this.writeAll();
      this.attempt = attempt.then(
        () => {},
        () => {},
      );
      try {
        await attempt;
        retryMs = this.firstRetryMs;
      } catch (err) {
        this.log.warn({ err, place: this.place.name }, 'audit anchors could not be kept; trying again');
        await pause(retryMs, undefined, { ref: false });
        retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
      }
    }
    this.isDraining = false;
  }

  private async writeAll(): Promise<void> {
    while (this.pending.length > 0) {
      const waitMs = this.nextWriteAt - performance.now();
      if (waitMs > 0) await pause(waitMs);
      const heads = this.pending;
      this.pending = [];
      try {
        await this.place.write(heads);
      } catch (error) {
        this.pending =
          this.place.isCoalescing && this.pending.length > 0 ? this.pending : [...heads, ...this.pending];
        throw error;
      }
      this.nextWriteAt = performance.now() + this.place.intervalMs;
    }
  }
}
