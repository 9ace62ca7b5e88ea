import { lookAtAlarms } from '#lib/automation/commands/look-at-alarms';
import type { AlarmRounds } from '#lib/core/alarm-rounds';
import type { Ctx } from '#lib/core/ctx';
import { isAppError } from '#lib/core/errors';

export interface OpenAlarmRounds extends AlarmRounds {
  /** Begins to look; asking again changes nothing. */
  start(): void;
  close(): void;
}

const ROUND_MS = 15_000;
const STEP_MS = 250;
/** However many messages come, so often at most it is looked. */
const LEAST_MS = 1_000;

/**
 * Looks at the alarms each quarter of a minute, and as soon as somebody hears of one. A round is one list of alarms;
 * functions are asked of where something is red.
 *
 * @param ctxNow a context of the automation, fresh for each round.
 */
export function openAlarmRounds(ctxNow: () => Ctx): OpenAlarmRounds {
  const closed = new AbortController();
  const seen = { at: null as Date | null, problem: null as string | null };
  let isStarted = false;
  let isHurried = false;

  async function round(): Promise<void> {
    const ctx = { ...ctxNow(), signal: closed.signal };
    await lookAtAlarms(ctx).then(
      () => Object.assign(seen, { at: ctx.pace.clock(), problem: null }),
      (error: unknown) => {
        if (closed.signal.aborted) return;
        seen.problem = isAppError(error)
          ? error.message
          : 'The alarms could not be looked at; the log says why.';
        ctx.log.warn({ err: error }, 'a look at the alarms failed; the next one tries again');
      },
    );
  }

  async function look(): Promise<void> {
    while (!closed.signal.aborted) {
      const begun = Date.now();
      isHurried = false;
      await round();
      const isDue = () => Date.now() - begun >= (isHurried ? LEAST_MS : ROUND_MS);
      while (!isDue() && !closed.signal.aborted) await ctxNow().pace.pause(STEP_MS);
    }
  }

  return {
    start() {
      if (isStarted) return;
      isStarted = true;
      void look();
    },
    hurry: () => {
      isHurried = true;
    },
    lookedAt: () => seen.at,
    problem: () => seen.problem,
    close: () => closed.abort(),
  };
}
