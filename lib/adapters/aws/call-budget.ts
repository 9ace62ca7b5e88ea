import type { Waiting } from '#lib/adapters/aws/waiting';
import { Turns } from '#lib/adapters/turns';

/**
 * Lets at most so many calls a second begin, in the order in which they came: AWS gives all control-plane calls of an
 * account and region 15 a second together, and what reads must leave most of them to what acts.
 */
export class CallBudget {
  private readonly turns = new Turns(1);
  private nextAt = 0;

  constructor(
    private readonly perSecond: number,
    private readonly waiting: Waiting,
  ) {}

  /** Waits until the call may begin; an aborted `signal` leaves the queue with its reason. */
  async take<T>(signal: AbortSignal, call: () => Promise<T>): Promise<T> {
    await this.turns.take(signal, async () => {
      const now = this.waiting.now();
      const wait = this.nextAt - now;
      if (wait > 0) await this.waiting.sleep(wait, signal);
      signal.throwIfAborted();
      this.nextAt = Math.max(now, this.nextAt) + 1000 / this.perSecond;
    });
    return call();
  }
}
