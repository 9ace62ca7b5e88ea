import { setMaxListeners } from 'node:events';
import type { Ctx } from '#lib/core/ctx';
import { isAppError } from '#lib/core/errors';
import type { Lookout } from '#lib/core/live';
import { emptySight, lookAtHurried, lookRound, type Sight } from '#lib/functions/commands/look-round';
import { lookAtStacks } from '#lib/stacks/commands/look-at-stacks';

export interface OpenLookout extends Lookout {
  close(): void;
}

type Look = (ctx: Ctx, sight: Sight) => Promise<void>;

const ROUND_MS = 15_000;
/** Stacks change rarely. */
const STACKS_ROUND_MS = 20_000;
/** Nobody has asked for so long: what AWS allows is left to others. */
const LEFT_AFTER_MS = 120_000;
const STEP_MS = 250;
const FRESH_MS = 3_000;

/**
 * Looks at the cloud in rounds, from the first question on until nobody has asked for two minutes.
 *
 * @param ctxNow a context of the product itself, fresh for each round.
 */
export function openLookout(ctxNow: () => Ctx): OpenLookout {
  const sight = emptySight();
  const closed = new AbortController();
  // All that wait for AWS listen to it at once, which is no leak.
  setMaxListeners(0, closed.signal);
  let askedAt = 0;

  async function attempt(work: Look): Promise<void> {
    await work({ ...ctxNow(), signal: closed.signal }, sight).catch((error: unknown) => {
      if (closed.signal.aborted) return;
      sight.problem = isAppError(error) ? error.message : 'What is live could not be read; the log says why.';
      if (!isAppError(error)) ctxNow().log.error({ err: error }, 'a look at the cloud failed');
    });
  }

  /** Starts the rounds of one look, unless they run already. */
  function rounds(work: Look, everyMs: number): () => void {
    let isLooking = false;
    async function look(): Promise<void> {
      isLooking = true;
      while (!closed.signal.aborted && Date.now() - askedAt < LEFT_AFTER_MS) {
        const begun = Date.now();
        await attempt(work);
        while (Date.now() - begun < everyMs && !closed.signal.aborted) {
          if (sight.hurried.size > 0) await attempt(lookAtHurried);
          else await ctxNow().pace.pause(STEP_MS);
        }
      }
      isLooking = false;
    }
    return () => {
      if (!isLooking && !closed.signal.aborted) void look();
    };
  }

  const lookAtAll = [rounds(lookRound, ROUND_MS), rounds(lookAtStacks, STACKS_ROUND_MS)];

  return {
    now(asker) {
      if (asker?.isPassing) return sight;
      askedAt = Date.now();
      for (const start of lookAtAll) start();
      return sight;
    },
    hurry: (name) => {
      const readAt = sight.functions.get(name)?.readAt.getTime();
      if (readAt !== undefined && Date.now() - readAt > FRESH_MS) sight.hurried.add(name);
    },
    close: () => closed.abort(),
  };
}
