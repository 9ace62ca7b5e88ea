import type { OpenStore } from '#lib/adapters/event-store/open-event-store';
import type { Log } from '#lib/core/ctx';

const EVERY_MS = 15_000;

/**
 * Keeps the store in order while the server runs: few files a day, nothing left by processes that died. One round
 * at a time; `stop` waits for the merge that is under way.
 */
export function startMaintenance(store: Pick<OpenStore, 'adopt' | 'compact' | 'warmUp'>, log: Log) {
  const stopped = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();
  const attempt = (work: () => Promise<unknown>) => {
    round = work().then(
      () => {},
      (error: unknown) => log.error({ err: error }, 'the store could not be kept in order'),
    );
    void round.then(() => {
      if (!stopped.signal.aborted) timer = setTimeout(() => attempt(keepInOrder), EVERY_MS).unref();
    });
  };
  const keepInOrder = async () => {
    await store.adopt();
    await store.compact(stopped.signal);
  };
  attempt(() => store.warmUp());
  return {
    stop: async () => {
      stopped.abort();
      clearTimeout(timer);
      await round;
    },
  };
}
