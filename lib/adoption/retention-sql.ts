import { type BucketRange, bucketOf, bucketSql, firstDayOf } from '#lib/adoption/bucket';
import { localDaySql, periodSql, timestampSql } from '#lib/adoption/day-sql';
import { attemptSql, type DefinedFeature } from '#lib/adoption/kinds';
import { localDay, startOfLocalDay } from '#lib/adoption/local-day';
import type { RetentionQuery } from '#lib/adoption/schema';
import { allOf, anyOf, type Fragment, sql } from '#lib/funnels/fragment';

export const RETENTION_COLUMNS = { cohort: 'integer', place: 'integer', users: 'integer' } as const;

/** The place of the rows that hold the size of a cohort. */
export const SIZE = -1;

/** Intervals after the cohort's own, both ends included; `last` is null where there is no end. */
export interface Range {
  first: number;
  last: number | null;
}

/** The columns of the triangle. */
export function rangesOf({ mode, periods, brackets }: RetentionQuery): Range[] {
  if (brackets) return brackets.map(([first, last]) => ({ first, last }));
  return Array.from({ length: periods + 1 }, (_, n) => ({ first: n, last: mode === 'on' ? n : null }));
}

/** When the last event that can matter has happened, exclusive, in epoch milliseconds. */
export function retentionHorizon(query: RetentionQuery, { last, end }: BucketRange, now: number): number {
  const { interval, timeZone } = query;
  const furthest = rangesOf(query).map(
    (range) => range.last ?? bucketOf(localDay(now, timeZone), interval) - last + 1,
  );
  const horizon = startOfLocalDay(firstDayOf(last + Math.max(...furthest) + 1, interval), timeZone);
  return Math.max(end, horizon);
}

/**
 * The triangle's counts: the size of each cohort, and how many of it came back in each range. Who begins in the
 * period follows from all that was before, so only the end can be pruned.
 */
export function retentionSql(
  query: RetentionQuery,
  feature: DefinedFeature | null,
  horizon: number,
): Fragment {
  const { interval, timeZone } = query;
  const returns = feature ? attemptSql(feature) : allOf([]);
  const starts = query.start === 'first_seen' ? allOf([]) : returns;
  const ranges = rangesOf(query).map(
    ({ first, last }, place) => `(${place}, ${first}, ${last ?? 1_000_000})`,
  );
  return sql`with told as (select user_id, event_time, ${localDaySql(0, horizon, timeZone)} as local_day, case when ${starts} then 1 else 0 end as is_start, case when ${returns} then 1 else 0 end as is_return
  from events where ${periodSql(0, horizon)} and ${anyOf([starts, returns])}),
acts as (select user_id, ${bucketSql('local_day', interval)} as bucket, max(is_return) as is_return, min(case when is_start = 1 then event_time end) as started
  from told group by user_id, ${bucketSql('local_day', interval)}),
members as (select user_id, min(case when started is not null then bucket end) as cohort from acts group by user_id
  having min(started) >= ${timestampSql(Date.parse(query.from))} and min(started) < ${timestampSql(Date.parse(query.to))}),
ranges (place, first_offset, last_offset) as (values ${ranges.join(', ')})
select cohort, ${SIZE} as place, count(*) as users from members group by cohort
union all
select members.cohort, ranges.place, count(distinct members.user_id) from members join acts on acts.user_id = members.user_id and acts.is_return = 1
  join ranges on acts.bucket - members.cohort between ranges.first_offset and ranges.last_offset group by members.cohort, ranges.place`;
}
