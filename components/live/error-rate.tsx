import type { ServedPoint } from '#lib/functions/answers';

export interface RecentTraffic {
  calls: number;
  errors: number;
  /** Null where nobody called. */
  rate: number | null;
  /** Of the newest minute that has one, in milliseconds. */
  p95Ms: number | null;
}

const RECENT_MINUTES = 5;

/** The last five minutes that have data, together: one minute alone says little. */
export function recentTraffic(points: readonly ServedPoint[]): RecentTraffic | null {
  const recent = points.filter(({ calls }) => calls !== null).slice(-RECENT_MINUTES);
  if (recent.length === 0) return null;
  const calls = recent.reduce((sum, point) => sum + (point.calls ?? 0), 0);
  const errors = recent.reduce((sum, point) => sum + (point.errors ?? 0), 0);
  return {
    calls,
    errors,
    rate: calls === 0 ? null : errors / calls,
    p95Ms: recent.findLast(({ p95Ms }) => p95Ms !== null)?.p95Ms ?? null,
  };
}

/** The share of failed calls minute by minute; null where nobody called. */
export function errorRates(points: readonly ServedPoint[]): (number | null)[] {
  return points.map(({ calls, errors }) => (calls ? (errors ?? 0) / calls : null));
}

/** A minute with fewer calls says nothing: one failed call in ten would already be twice the threshold. */
export const FEWEST_CALLS = 20;

/** The minutes in which too little was called, or nothing was measured, by their start. */
export function thinMinutes(points: readonly ServedPoint[]): Set<string> {
  return new Set(points.filter(({ calls }) => (calls ?? 0) < FEWEST_CALLS).map(({ at }) => at));
}
