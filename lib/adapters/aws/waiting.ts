import { setTimeout as pause } from 'node:timers/promises';

/** Time and chance, so that a test decides how long a wait is. */
export interface Waiting {
  /** Epoch milliseconds. */
  now(): number;
  /** At least 0, less than 1. */
  random(): number;
  /** Ends early when `signal` is aborted; it never rejects. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export const REAL_WAITING: Waiting = {
  now: Date.now,
  random: Math.random,
  sleep: (milliseconds, signal) =>
    pause(milliseconds, undefined, signal ? { signal } : {}).catch(() => undefined),
};
