interface Waiting {
  start: () => void;
}

/** Lets at most `limit` pieces of work run at a time, the others in the order in which they came. */
export class Turns {
  private running = 0;
  private readonly waiting: Waiting[] = [];

  constructor(private readonly limit: number) {}

  /** Waits for a turn; a `signal` that is aborted leaves the queue with its reason. */
  async take<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    if (this.running >= this.limit) await this.wait(signal);
    else this.running += 1;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next.start();
      else this.running -= 1;
    }
  }

  /** When it resolves, the turn of the one that finished has passed over. */
  private wait(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.waiting.splice(this.waiting.indexOf(entry), 1);
        reject(signal.reason);
      };
      const entry = {
        start: () => {
          signal.removeEventListener('abort', leave);
          resolve();
        },
      };
      signal.addEventListener('abort', leave, { once: true });
      this.waiting.push(entry);
    });
  }
}
