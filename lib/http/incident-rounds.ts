import type { Ctx } from '#lib/core/ctx';
import { lookAtIncidents } from '#lib/incidents/commands/look-round';
import { sendNotices } from '#lib/incidents/commands/send-notices';

export interface IncidentRounds {
  start(): void;
  /** Begins no further round, and waits for the one that runs. */
  stop(): Promise<void>;
}

const SEND_EVERY_MS = 2_000;
const LOOK_EVERY_MS = 15_000;

/**
 * Sends what people are to be told, and looks at what incidents wait for, again and again and beside everything else:
 * neither a slow Slack nor a slow health endpoint holds up anybody but its own round.
 *
 * @param ctxNow a context of the product itself, fresh for each round.
 */
export function openIncidentRounds(ctxNow: () => Ctx): IncidentRounds {
  const stopped = new AbortController();
  const working = new Set<Promise<unknown>>();
  let isStarted = false;

  async function again(everyMs: number, work: (ctx: Ctx, round: number) => Promise<unknown>): Promise<void> {
    for (let round = 0; !stopped.signal.aborted; round += 1) {
      const ctx = { ...ctxNow(), signal: stopped.signal };
      const attempt = work(ctx, round).catch((error: unknown) => {
        if (!stopped.signal.aborted) ctx.log.error({ err: error }, 'a round over the incidents failed');
      });
      working.add(attempt);
      await attempt;
      working.delete(attempt);
      await ctx.pace.pause(everyMs);
    }
  }

  return {
    start() {
      if (isStarted) return;
      isStarted = true;
      void again(SEND_EVERY_MS, sendNotices);
      void again(LOOK_EVERY_MS, lookAtIncidents);
    },
    async stop() {
      stopped.abort();
      await Promise.all(working);
    },
  };
}
