import { writeGroups } from '#lib/adapters/rejections/write-groups';
import type { Log } from '#lib/core/ctx';
import type { Database } from '#lib/core/database';
import type { Rejections } from '#lib/core/rejections';
import { RejectedTally } from '#lib/events/rejected/tally';

export interface OpenRejections extends Rejections {
  /** Writes what was kept so far; for the end of the process, and for tests. */
  flush(): Promise<void>;
}

const WRITE_AFTER_MS = 1000;
const RETRY_AFTER_MS = 30_000;

/**
 * Remembers refusals in the database. Nothing is written while a request waits: refusals are counted in memory, and
 * the counts go to the database once a second at most, one row for each group that is new in its hour. Memory and
 * rows are bounded by the number of groups, so a flood of bad events costs no more than a hundred of them.
 */
export function openRejections(db: Database, log: Pick<Log, 'warn'>): OpenRejections {
  const tally = new RejectedTally();
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<void> = Promise.resolve();

  const write = async (): Promise<void> => {
    const groups = tally.take();
    try {
      await writeGroups(db, groups);
    } catch (error) {
      log.warn({ err: error }, 'refused events could not be written down; trying again');
      tally.restore(groups);
      schedule(RETRY_AFTER_MS);
    }
  };
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    turn = turn.then(write);
    return turn;
  };
  const schedule = (afterMs: number): void => {
    timer ??= setTimeout(() => void flush(), afterMs).unref();
  };
  return {
    keep: (rejected) => {
      try {
        tally.add(rejected);
        schedule(WRITE_AFTER_MS);
      } catch (error) {
        log.warn({ err: error }, 'a refusal could not be counted');
      }
    },
    flush,
  };
}
