import { DateTime } from 'luxon';
import { AppError } from '#lib/core/errors';
import type { Interval } from '#lib/funnels/schema';

const MAX_BUCKETS = 1000;

/**
 * The starts of all days, weeks (from Monday) or months of a zone that touch `[from, to)`, in epoch milliseconds, and
 * the start of the one after them.
 *
 * @throws AppError `unprocessable` when there are too many to draw.
 */
export function bucketsOf(from: number, to: number, interval: Interval, timeZone: string): number[] {
  let start = DateTime.fromMillis(from, { zone: timeZone }).startOf(interval);
  const starts = [start.toMillis()];
  while (start.toMillis() < to) {
    start = start.plus({ [interval]: 1 }).startOf(interval);
    starts.push(start.toMillis());
    if (starts.length > MAX_BUCKETS + 1) {
      throw new AppError(
        'unprocessable',
        `The period has more than ${MAX_BUCKETS} ${interval}s; ask for a shorter one or for longer intervals.`,
      );
    }
  }
  return starts;
}
