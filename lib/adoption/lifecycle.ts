import { activitySql } from '#lib/adoption/activity-sql';
import { PART_COLUMNS, type Parts, partsSql } from '#lib/adoption/breakdown-sql';
import { type BucketRange, bucketOf, bucketSql, firstDayOf, numbersBetween } from '#lib/adoption/bucket';
import { periodSql } from '#lib/adoption/day-sql';
import { attemptSql, type DefinedFeature } from '#lib/adoption/kinds';
import { dayText, startOfLocalDay } from '#lib/adoption/local-day';
import type { LifecycleQuery } from '#lib/adoption/schema';
import type { Row } from '#lib/core/warehouse';
import { type Fragment, sql } from '#lib/funnels/fragment';

export const LIFECYCLE_COLUMNS = {
  bucket: 'integer',
  state: 'text',
  is_lost: 'integer',
  ...PART_COLUMNS,
  users: 'integer',
} as const;

/** active = new + returning + resurrected; the active of the interval before = returning + dormant. */
export interface LifecyclePoint {
  /** The first day of the interval, `YYYY-MM-DD`. */
  start: string;
  active: number;
  /** Active for the first time ever. */
  new: number;
  /** Active in the interval before as well. */
  returning: number;
  /** Active again after at least one interval without. */
  resurrected: number;
  /** Active in the interval before, and not in this one. */
  dormant: number;
  /** False while the interval lasts: those who are dormant now may yet return. */
  isComplete: boolean;
}

/** The question without what only decides what it is held against. */
export type LifecyclePeriod = Pick<LifecycleQuery, 'from' | 'to' | 'timeZone' | 'interval' | 'breakdown'>;

/** Users by the interval in which they were active, by what they were before and whether they come back at once. */
export function lifecycleSql(
  query: LifecyclePeriod,
  buckets: BucketRange,
  feature: DefinedFeature | null,
): Fragment {
  const { tables, parts } = historiesSql(query, buckets, feature);
  return sql`${tables}
select bucket, case when earlier is null then 'new' when bucket - earlier = 1 then 'returning' else 'resurrected' end as state,
  case when later is null or later - bucket > 1 then 1 else 0 end as is_lost, ${parts.columns}, count(*) as users
from following${parts.join('following')} where bucket >= ${buckets.first - 1} group by 1, 2, 3${parts.keys}`;
}

/** `following`: one row for each interval in which someone was active, with the ones before and after it. */
export function historiesSql(
  query: LifecyclePeriod,
  { first, end }: BucketRange,
  feature: DefinedFeature | null,
): { tables: Fragment; parts: Parts } {
  const { interval, timeZone } = query;
  const counted = startOfLocalDay(firstDayOf(first - 1, interval), timeZone);
  const within = feature ? sql` and ${attemptSql(feature)}` : sql``;
  const parts = partsSql(query.breakdown, sql`events where ${periodSql(counted, end)}${within}`);
  // Who is new follows from all that was before, so nothing but the end can be pruned.
  const tables = sql`with ${parts.tables}buckets as (select distinct user_id, ${bucketSql('local_day', interval)} as bucket from (${activitySql(0, end, timeZone, feature)}) as active),
following as (select user_id, bucket, lag(bucket) over (partition by user_id order by bucket) as earlier, lead(bucket) over (partition by user_id order by bucket) as later from buckets)`;
  return { tables, parts };
}

/** One point for each interval of the period; `today` is the day that is not over, in days since 1970. */
export function lifecyclePoints(
  { interval }: LifecyclePeriod,
  { first, last }: BucketRange,
  rows: Row<typeof LIFECYCLE_COLUMNS>[],
  today: number,
): LifecyclePoint[] {
  const present = bucketOf(today, interval);
  return numbersBetween(first, last).map((bucket) => {
    const count = (isCounted: (row: Row<typeof LIFECYCLE_COLUMNS>) => boolean) =>
      rows.reduce((sum, row) => (isCounted(row) ? sum + (row.users ?? 0) : sum), 0);
    const having = (state: string) => count((row) => row.bucket === bucket && row.state === state);
    return {
      start: dayText(firstDayOf(bucket, interval)),
      active: count((row) => row.bucket === bucket),
      new: having('new'),
      returning: having('returning'),
      resurrected: having('resurrected'),
      dormant: count((row) => row.bucket === bucket - 1 && row.is_lost === 1),
      isComplete: bucket < present,
    };
  });
}
