import type { Waiting } from '#lib/adapters/aws/waiting';

/** Where a call has to wait until it may begin. */
export interface Budget {
  /** Resolves when one call may begin; an aborted `signal` leaves the queue with its reason. */
  admit(signal: AbortSignal): Promise<void>;
}

/** How fast calls may begin. */
interface Rate {
  perSecond: number;
  /** So many may begin at once when nobody has called for a while; 1 unless said. */
  burst?: number;
}

/**
 * Lets calls begin no faster than a rate (a token bucket, as the generic cell rate algorithm of ATM keeps it): in the
 * order in which they came, and those that can wait after all others.
 */
export class CallBudget implements Budget {
  private readonly urgent = new Queue();
  private readonly patient = new Queue();
  private readonly intervalMs: number;
  private readonly slackMs: number;
  /** When the bucket would be full again. */
  private fullAt = 0;
  private isServing = false;

  constructor(
    { perSecond, burst = 1 }: Rate,
    private readonly waiting: Waiting,
    /** What else has to let each call pass; it is asked for the next one only when the one before has passed. */
    private readonly gate: () => Promise<void> = async () => undefined,
  ) {
    this.intervalMs = 1000 / perSecond;
    this.slackMs = (burst - 1) * this.intervalMs;
  }

  admit(signal: AbortSignal): Promise<void> {
    return this.enter(this.urgent, signal);
  }

  /** The same budget for those who give way, and never take more than `perSecond` of it. */
  behind({ perSecond }: Rate): Budget {
    const { signal } = new AbortController();
    return new CallBudget({ perSecond }, this.waiting, () => this.enter(this.patient, signal));
  }

  private enter(queue: Queue, signal: AbortSignal): Promise<void> {
    const admitted = queue.join(signal);
    void this.serve();
    return admitted;
  }

  private async serve(): Promise<void> {
    if (this.isServing) return;
    this.isServing = true;
    while (this.urgent.length + this.patient.length > 0) {
      const now = this.waiting.now();
      const at = Math.max(now, this.fullAt - this.slackMs);
      if (at > now) await this.waiting.sleep(at - now);
      await this.gate();
      // Who came first may have left meanwhile, and somebody more urgent come.
      if (this.urgent.admitNext() || this.patient.admitNext()) {
        this.fullAt = Math.max(at, this.fullAt) + this.intervalMs;
      }
    }
    this.isServing = false;
  }
}

/** Those who wait, in the order in which they came. */
class Queue {
  private readonly waiting: (() => void)[] = [];

  get length(): number {
    return this.waiting.length;
  }

  join(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const leave = () => {
        this.waiting.splice(this.waiting.indexOf(admit), 1);
        reject(signal.reason);
      };
      const admit = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      signal.addEventListener('abort', leave, { once: true });
      this.waiting.push(admit);
    });
  }

  /** Whether there was one. */
  admitNext(): boolean {
    const admit = this.waiting.shift();
    admit?.();
    return admit !== undefined;
  }
}
