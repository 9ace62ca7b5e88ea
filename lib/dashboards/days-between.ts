import { dayInZone, startOfDayInZone } from '#lib/core/time-zone';

const DAY_MS = 86_400_000;

/** Half-open, ISO, with the zone of its days. */
export interface Period {
  from: string;
  to: string;
  timeZone: string;
}

/** The days of a zone that touch a period, each with when it begins, and whether it is over at `now`. */
export function daysBetween(
  { from, to, timeZone }: Period,
  now: number,
): { date: string; start: string; isOver: boolean }[] {
  const first = Date.parse(dayInZone(Date.parse(from), timeZone));
  const last = Date.parse(dayInZone(Date.parse(to) - 1, timeZone));
  const today = dayInZone(now, timeZone);
  return Array.from({ length: (last - first) / DAY_MS + 1 }, (_, n) => {
    const date = new Date(first + n * DAY_MS).toISOString().slice(0, 10);
    const start = new Date(startOfDayInZone(date, timeZone)).toISOString();
    return { date, start, isOver: date < today };
  });
}
