import { dayInZone, startOfDayInZone } from '#lib/core/time-zone';

const DAY_MS = 86_400_000;

/** A day of a zone as charts over time know it. */
export interface DayPoint {
  /** `YYYY-MM-DD`. */
  date: string;
  /** When it begins, ISO. */
  start: string;
  /** Today, and what comes after. */
  isIncomplete: boolean;
}

/** The days of a zone that touch a half-open period, in order; `now` is in epoch milliseconds. */
export function dayPoints(
  { from, to, timeZone }: { from: string; to: string; timeZone: string },
  now: number,
): DayPoint[] {
  const first = Date.parse(dayInZone(Date.parse(from), timeZone));
  const last = Date.parse(dayInZone(Date.parse(to) - 1, timeZone));
  const count = Math.max(0, Math.round((last - first) / DAY_MS) + 1);
  return Array.from({ length: count }, (_, index) => {
    const date = new Date(first + index * DAY_MS).toISOString().slice(0, 10);
    return dayPoint(date, timeZone, now);
  });
}

/** One day, or the first of a longer stretch that ends with `lastDate`. */
export function dayPoint(date: string, timeZone: string, now: number, lastDate = date): DayPoint {
  return {
    date,
    start: new Date(startOfDayInZone(date, timeZone)).toISOString(),
    isIncomplete: lastDate >= dayInZone(now, timeZone),
  };
}

/** "5 Jan", for axes. */
export function shortDay(date: string): string {
  const format = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
  return format.format(Date.parse(date));
}
