import { localDay, startOfLocalDay } from '#lib/adoption/local-day';
import type { ImpactQuery } from '#lib/adoption/schema';

const DAY_MS = 86_400_000;
/** What is known before a first use is what happened on so many whole days before it. */
export const HISTORY_DAYS = 28;

/** Moments in epoch milliseconds. */
export interface ImpactSpan {
  historyFrom: number;
  from: number;
  to: number;
  /** First uses before this moment have had their whole follow-up; never before `from`. */
  followedTo: number;
  /** When the last event that can matter has happened, exclusive. */
  horizon: number;
  followUpMs: number;
}

/**
 * Which events an impact looks at.
 *
 * @param observedUntil what happened up to then is known: the present, or the newest event where that is older.
 */
export function impactSpan(query: ImpactQuery, observedUntil: number): ImpactSpan {
  const { timeZone } = query;
  const from = Date.parse(query.from);
  const to = Date.parse(query.to);
  const followUpMs = query.followUpDays * DAY_MS;
  // Whole days, so that an answer does not change with each event that arrives.
  const lastDayStart = startOfLocalDay(localDay(observedUntil, timeZone), timeZone);
  const followedTo = Math.max(from, Math.min(to, lastDayStart - followUpMs));
  return {
    historyFrom: startOfLocalDay(localDay(from, timeZone) - HISTORY_DAYS, timeZone),
    from,
    to,
    followedTo,
    horizon: Math.max(to, followedTo + followUpMs),
    followUpMs,
  };
}
