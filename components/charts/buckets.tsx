const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * The day that a bucket of a day or longer begins with, in its own zone: buckets begin at some zone's midnight, and
 * half a day later every zone from 12 hours behind UTC to 12 ahead of it writes that date in UTC too.
 */
export function dayOfBucket(start: string): string {
  return new Date(Date.parse(start) + DAY_MS / 2).toISOString().slice(0, 10);
}

/** How long the last bucket is, in milliseconds: as long as the one before, and a whole month if that was one. */
function lastBucketMs(starts: readonly string[]): number {
  const [before, last] = starts.slice(-2).map((start) => Date.parse(start));
  if (before === undefined || last === undefined) return DAY_MS;
  const step = last - before;
  const isMonth = step > 27.5 * DAY_MS && step < 31.5 * DAY_MS;
  if (!isMonth) return step;
  const [year = 1970, month = 1] = dayOfBucket(starts.at(-1) ?? '')
    .split('-')
    .map(Number);
  return new Date(Date.UTC(year, month, 0)).getUTCDate() * DAY_MS;
}

/** The time that buckets cover, half-open; null when there are none. `starts` ascend. */
export function periodOfBuckets(starts: readonly string[]): { from: string; to: string } | null {
  const [first, last] = [starts[0], starts.at(-1)];
  if (first === undefined || last === undefined) return null;
  return { from: first, to: new Date(Date.parse(last) + lastBucketMs(starts)).toISOString() };
}

/** The position of the bucket that holds a moment; -1 when none does. */
export function bucketAt(starts: readonly string[], time: string): number {
  const moment = Date.parse(time);
  const index = starts.findLastIndex((start) => Date.parse(start) <= moment);
  const end = periodOfBuckets(starts)?.to;
  return end !== undefined && moment < Date.parse(end) ? index : -1;
}

/** The position of the bucket that holds a day of the calendar, or its beginning; -1 when none does. */
export function bucketOfDay(starts: readonly string[], day: string): number {
  const isLong = lastBucketMs(starts) > 20 * HOUR_MS;
  if (!isLong) return starts.findIndex((start) => start.startsWith(day));
  const end = periodOfBuckets(starts)?.to;
  if (end === undefined || day >= dayOfBucket(end)) return -1;
  return starts.findLastIndex((start) => dayOfBucket(start) <= day);
}
