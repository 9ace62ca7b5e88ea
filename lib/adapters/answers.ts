import type { Answers } from '#lib/core/answers';

interface Pending {
  promise: Promise<unknown>;
  abort: AbortController;
  waiting: number;
}

interface Kept {
  value: unknown;
  bytes: number;
}

/** An in-process cache of answers, least recently used first out, bounded by the size of their JSON. */
export function openAnswers(maxBytes = 256 * 1024 * 1024): Answers {
  const kept = new Map<string, Kept>();
  const pending = new Map<string, Pending>();
  let bytes = 0;

  function forget(key: string): void {
    bytes -= kept.get(key)?.bytes ?? 0;
    kept.delete(key);
  }

  function keep(key: string, value: unknown): void {
    const size = JSON.stringify(value)?.length ?? 0;
    if (size > maxBytes / 4) return;
    forget(key);
    kept.set(key, { value, bytes: size });
    bytes += size;
    for (const oldest of kept.keys()) {
      if (bytes <= maxBytes) break;
      forget(oldest);
    }
  }

  function begin(key: string, work: (signal: AbortSignal) => Promise<unknown>): Pending {
    const abort = new AbortController();
    const promise = work(abort.signal)
      .then((value) => {
        keep(key, value);
        return value;
      })
      .finally(() => {
        if (pending.get(key)?.promise === promise) pending.delete(key);
      });
    const entry = { promise, abort, waiting: 0 };
    pending.set(key, entry);
    return entry;
  }

  async function waitFor(key: string, entry: Pending, signal: AbortSignal | undefined): Promise<unknown> {
    entry.waiting += 1;
    let leave = () => {};
    const left = new Promise<never>((_, reject) => {
      leave = () => reject(signal?.reason);
      signal?.addEventListener('abort', leave, { once: true });
    });
    try {
      signal?.throwIfAborted();
      return await Promise.race([entry.promise, left]);
    } finally {
      signal?.removeEventListener('abort', leave);
      entry.waiting -= 1;
      if (entry.waiting === 0 && pending.get(key) === entry) {
        // Nobody waits any more: the next one to ask must not be given an answer that is being cancelled.
        pending.delete(key);
        entry.promise.catch(() => {});
        entry.abort.abort(signal?.reason);
      }
    }
  }

  return {
    async once<T>(key: string, signal: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<T>) {
      const known = kept.get(key);
      if (known) {
        kept.delete(key);
        kept.set(key, known);
        return { value: known.value as T, cached: true };
      }
      const entry = pending.get(key) ?? begin(key, work);
      return { value: (await waitFor(key, entry, signal)) as T, cached: false };
    },
  };
}
