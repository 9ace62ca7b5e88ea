import { type BucketRange, bucketOf, firstDayOf, numbersBetween } from '#lib/adoption/bucket';
import { dayText } from '#lib/adoption/local-day';
import { type Proportion, proportion } from '#lib/adoption/metrics';
import { type Range, type RETENTION_COLUMNS, rangesOf, SIZE } from '#lib/adoption/retention-sql';
import type { RetentionQuery } from '#lib/adoption/schema';
import type { Row } from '#lib/core/warehouse';

export interface RetentionCell {
  users: number;
  /** Of the cohort; null where it is empty. */
  rate: number | null;
  /** False while its intervals last (for `on_or_after`: the first of them): the number may still grow. */
  isComplete: boolean;
}

export interface Cohort {
  /** The first day of its interval, `YYYY-MM-DD`. */
  start: string;
  size: number;
  /** One for each range; null where the range has not begun. */
  cells: (RetentionCell | null)[];
}

export interface Triangle {
  ranges: Range[];
  cohorts: Cohort[];
  /** For each range, over the cohorts whose cell is complete; those of the others are pending. */
  curve: Proportion[];
}

/** The triangle of a question; `today` is the day that is not over, in days since 1970. */
export function triangleOf(
  query: RetentionQuery,
  buckets: BucketRange,
  rows: Row<typeof RETENTION_COLUMNS>[],
  today: number,
): Triangle {
  const counted = new Map<string, number>();
  for (const { cohort, place, users } of rows) {
    const cell = `${cohort}/${place}`;
    counted.set(cell, (counted.get(cell) ?? 0) + (users ?? 0));
  }
  const ranges = rangesOf(query);
  const present = bucketOf(today, query.interval);
  const cohorts = numbersBetween(buckets.first, buckets.last).map((bucket) => {
    const size = counted.get(`${bucket}/${SIZE}`) ?? 0;
    const cells = ranges.map(({ first, last }, place) => {
      if (bucket + first > present) return null;
      const users = counted.get(`${bucket}/${place}`) ?? 0;
      return {
        users,
        rate: size === 0 ? null : users / size,
        isComplete: bucket + (last ?? first) < present,
      };
    });
    return { start: dayText(firstDayOf(bucket, query.interval)), size, cells };
  });
  return { ranges, cohorts, curve: ranges.map((_, place) => pointOf(cohorts, place)) };
}

function pointOf(cohorts: Cohort[], place: number): Proportion {
  const complete = cohorts.filter(({ cells }) => cells[place]?.isComplete);
  const sizes = (some: Cohort[]) => some.reduce((sum, { size }) => sum + size, 0);
  const returned = complete.reduce((sum, { cells }) => sum + (cells[place]?.users ?? 0), 0);
  return proportion(returned, sizes(complete), sizes(cohorts) - sizes(complete));
}
