import { localDay, startOfLocalDay } from '#lib/adoption/local-day';
import { AppError } from '#lib/core/errors';
import type { Interval } from '#lib/funnels/schema';

const MAX_BUCKETS = 1000;
// 1 January 1970 was a Thursday.
const MONDAY_SHIFT = 3;

/** Days, weeks (from Monday) and months are numbered without gaps; this is the number of the one that has a day. */
export function bucketOf(day: number, interval: Interval): number {
  if (interval === 'day') return day;
  if (interval === 'week') return Math.floor((day + MONDAY_SHIFT) / 7);
  const date = new Date(day * 86_400_000);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** The same in SQL, over a column of days. */
export function bucketSql(column: string, interval: Interval): string {
  if (interval === 'day') return column;
  if (interval === 'week') return `(${column} + ${MONDAY_SHIFT}) / 7`;
  const date = `date_add('day', ${column}, date '1970-01-01')`;
  return `year(${date}) * 12 + month(${date}) - 1`;
}

/** The first day of a day, week or month, in days since 1970. */
export function firstDayOf(bucket: number, interval: Interval): number {
  if (interval === 'day') return bucket;
  if (interval === 'week') return bucket * 7 - MONDAY_SHIFT;
  return Date.UTC(Math.floor(bucket / 12), bucket % 12) / 86_400_000;
}

export interface BucketRange {
  first: number;
  last: number;
  /** When the first begins and when the last has ended, in epoch milliseconds. */
  start: number;
  end: number;
}

/**
 * The whole days, weeks or months that touch a period.
 *
 * @throws AppError `unprocessable` when there are too many to show.
 */
export function bucketsTouching(
  { from, to, timeZone }: { from: string; to: string; timeZone: string },
  interval: Interval,
): BucketRange {
  const first = bucketOf(localDay(Date.parse(from), timeZone), interval);
  const last = bucketOf(localDay(Date.parse(to) - 1, timeZone), interval);
  if (last - first >= MAX_BUCKETS) {
    throw new AppError(
      'unprocessable',
      `The period has more than ${MAX_BUCKETS} ${interval}s; ask for a shorter one or for longer intervals.`,
    );
  }
  const startOf = (bucket: number) => startOfLocalDay(firstDayOf(bucket, interval), timeZone);
  return { first, last, start: startOf(first), end: startOf(last + 1) };
}

/** The numbers from `first` to `last`, both included. */
export function numbersBetween(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
