import { z } from 'zod';
import type { Call } from '#lib/sandbox/cloud/frame/wire';

/**
 * What happens to calls that match. `throttle` and `error` refuse; `reset` drops the connection before anything is
 * done, `lose-answer` after; `hang` never answers; `garbage` answers what nobody can read (both after the work when
 * `isApplied`); `hold` waits with the work until it is released.
 */
export const Fault = z.strictObject({
  service: z.string().optional(),
  operation: z.string().optional(),
  /** Fields of the input that must have these values. */
  input: z.record(z.string(), z.unknown()).default({}),
  fault: z.enum(['throttle', 'error', 'reset', 'lose-answer', 'hang', 'garbage', 'hold']),
  isApplied: z.boolean().default(false),
  /** Of `error`. */
  type: z.string().default('ServiceException'),
  message: z.string().default('An error occurred, as was ordered.'),
  status: z.int().min(400).max(599).default(500),
  /** How many matching calls go well before the first that does not. */
  skip: z.int().min(0).default(0),
  /** Of those after that, every so manieth goes wrong: 3 is the 1st, the 4th, the 7th. */
  every: z.int().min(1).default(1),
  /** How many go wrong in all. */
  times: z.int().min(1).default(1),
});
export type Fault = z.infer<typeof Fault>;

interface Order {
  fault: Fault;
  matched: number;
  done: number;
}

/** Faults that were ordered, and the calls that are being held. */
export class Faults {
  private orders: Order[] = [];
  private held: (() => void)[] = [];

  order(faults: Fault[]): void {
    this.orders.push(...faults.map((fault) => ({ fault, matched: 0, done: 0 })));
  }

  /** Forgets what did not happen, and lets go what is held. */
  clear(): void {
    this.orders = [];
    this.release();
  }

  list(): Fault[] {
    return this.orders.filter(({ fault, done }) => done < fault.times).map(({ fault }) => fault);
  }

  /** What is to happen to this call. Each order counts the calls that match it. */
  next(service: string, call: Call): Fault | undefined {
    let chosen: Fault | undefined;
    for (const order of this.orders) {
      if (!matches(order.fault, service, call)) continue;
      const nth = order.matched - order.fault.skip;
      order.matched += 1;
      const isDue = nth >= 0 && nth % order.fault.every === 0 && order.done < order.fault.times;
      if (!isDue || chosen) continue;
      order.done += 1;
      chosen = order.fault;
    }
    return chosen;
  }

  /** Until it is released. */
  hold(): Promise<void> {
    return new Promise((go) => this.held.push(go));
  }

  /** Lets the held calls go, and answers how many they were. */
  release(): number {
    const going = this.held;
    this.held = [];
    for (const go of going) go();
    return going.length;
  }
}

function matches(fault: Fault, service: string, { operation, input }: Call): boolean {
  if (fault.service !== undefined && fault.service !== service) return false;
  if (fault.operation !== undefined && fault.operation !== operation) return false;
  return Object.entries(fault.input).every(
    ([name, value]) => JSON.stringify(input[name]) === JSON.stringify(value),
  );
}
