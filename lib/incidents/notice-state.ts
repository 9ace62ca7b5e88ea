/**
 * `kept` was written where nobody could be told; `waiting` is to be sent; `sending` is claimed by one process; `failed`
 * is given up until a person asks again.
 */
export type NoticeState = 'kept' | 'waiting' | 'sending' | 'sent' | 'failed';

/** What happens to a notice. `lost` is an answer that never came, or a process that ended between call and answer. */
type NoticeEvent = 'claimed' | 'delivered' | 'not_taken' | 'lost' | 'refused' | 'asked_again';

const MOVES: Record<NoticeState, Partial<Record<NoticeEvent, NoticeState>>> = {
  kept: { asked_again: 'waiting' },
  waiting: { claimed: 'sending' },
  sending: { delivered: 'sent', not_taken: 'waiting', lost: 'waiting', refused: 'failed' },
  sent: {},
  failed: { asked_again: 'waiting' },
};

/** Where an event leads; null when it means nothing there. */
export function nextNoticeState(state: NoticeState, event: NoticeEvent): NoticeState | null {
  return MOVES[state][event] ?? null;
}

const FIRST_MS = 2_000;
const LONGEST_MS = 15 * 60_000;
/** After so long a notice is no longer news: a person decides whether it is still sent. */
const GIVE_UP_AFTER_MS = 24 * 3_600_000;

interface Attempted {
  /** How often it was tried, this time included. */
  attempts: number;
  retryAfterSeconds: number | null;
  /** Between 0 and 1, so that many notices do not come back at the same moment. */
  jitter: number;
}

/** How long until the next attempt, in milliseconds: twice as long each time, never sooner than Slack asks for. */
export function retryDelayMs({ attempts, retryAfterSeconds, jitter }: Attempted): number {
  const backoff = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts - 1, 20));
  return Math.round(Math.max(backoff * (0.5 + jitter / 2), (retryAfterSeconds ?? 0) * 1000));
}

/** Whether a notice is too old to be tried again by itself. */
export function isStale(createdAt: Date, now: Date): boolean {
  return now.getTime() - createdAt.getTime() > GIVE_UP_AFTER_MS;
}
