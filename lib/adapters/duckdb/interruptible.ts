import { setInterval } from 'node:timers';
import type { DuckDBConnection } from '@duckdb/node-api';

// An interrupt that arrives between two steps of the engine is forgotten, so it is said again until it is heard.
const REPEAT_MS = 20;

/** Runs `work`, which uses `connection`; an abort of `signal` really stops it, then rejects with its reason. */
export async function interruptible<T>(
  connection: DuckDBConnection,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  let repeat: NodeJS.Timeout | undefined;
  const stop = () => {
    connection.interrupt();
    repeat = setInterval(() => connection.interrupt(), REPEAT_MS);
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await work();
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    clearInterval(repeat);
    signal.removeEventListener('abort', stop);
  }
}
