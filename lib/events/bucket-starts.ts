import type { VolumeInterval } from '#lib/events/catalog-schema';

const DAY_MS = 86_400_000;
const MOST_DAYS = 100;
const MOST_WEEKS = 110;
// 1 January 1970 was a Thursday.
const MONDAY_OFFSET_MS = 3 * DAY_MS;

/** Buckets of a length that leaves a chart readable. */
export function intervalFor({ from, to }: { from: string; to: string }): VolumeInterval {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS;
  if (days <= MOST_DAYS) return 'day';
  return days <= MOST_WEEKS * 7 ? 'week' : 'month';
}

/** When each bucket begins (epoch milliseconds, UTC, weeks on Monday) that has a part of the half-open period. */
export function bucketStarts({ from, to }: { from: string; to: string }, interval: VolumeInterval): number[] {
  const end = Date.parse(to);
  const starts: number[] = [];
  for (let start = startOf(Date.parse(from), interval); start < end; start = next(start, interval)) {
    starts.push(start);
  }
  return starts;
}

function startOf(time: number, interval: VolumeInterval): number {
  const day = Math.floor(time / DAY_MS) * DAY_MS;
  if (interval === 'day') return day;
  if (interval === 'week') return day - ((day + MONDAY_OFFSET_MS) % (7 * DAY_MS));
  const date = new Date(time);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
}

function next(start: number, interval: VolumeInterval): number {
  if (interval !== 'month') return start + (interval === 'day' ? 1 : 7) * DAY_MS;
  const date = new Date(start);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}
