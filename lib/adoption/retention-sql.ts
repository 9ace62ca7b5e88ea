import { hasAnySql, WORD_BITS, wordCount, wordsFromSql, wordsSql } from '#lib/adoption/bit-words';
import { PART_COLUMNS, type Parts, partsSql } from '#lib/adoption/breakdown-sql';
import { type BucketRange, bucketOf, bucketSql, firstDayOf } from '#lib/adoption/bucket';
import { localDaySql, periodSql, timestampSql } from '#lib/adoption/day-sql';
import { attemptSql, type DefinedFeature } from '#lib/adoption/kinds';
import { localDay, startOfLocalDay } from '#lib/adoption/local-day';
import type { RetentionQuery } from '#lib/adoption/schema';
import { allOf, anyOf, type Fragment, sql } from '#lib/funnels/fragment';

export const RETENTION_COLUMNS = {
  cohort: 'integer',
  place: 'integer',
  ...PART_COLUMNS,
  users: 'integer',
} as const;

/** The place of the rows that hold the size of a cohort. */
export const SIZE = -1;

/** Intervals after the cohort's own, both ends included; `last` is null where there is no end. */
export interface Range {
  first: number;
  last: number | null;
}

/** What the triangle asks, without what only decides how it is shown. */
export type Cohorts = Pick<
  RetentionQuery,
  'from' | 'to' | 'timeZone' | 'interval' | 'start' | 'mode' | 'periods' | 'brackets' | 'breakdown'
>;

/** The columns of the triangle. */
export function rangesOf({
  mode,
  periods,
  brackets,
}: Pick<Cohorts, 'mode' | 'periods' | 'brackets'>): Range[] {
  if (brackets) return brackets.map(([first, last]) => ({ first, last }));
  return Array.from({ length: periods + 1 }, (_, n) => ({ first: n, last: mode === 'on' ? n : null }));
}

/** When the last event that can matter has happened, exclusive, in epoch milliseconds. */
export function retentionHorizon(query: Cohorts, { last, end }: BucketRange, now: number): number {
  const { interval, timeZone } = query;
  const furthest = rangesOf(query).map(
    (range) => range.last ?? bucketOf(localDay(now, timeZone), interval) - last + 1,
  );
  const horizon = startOfLocalDay(firstDayOf(last + Math.max(...furthest) + 1, interval), timeZone);
  return Math.max(end, horizon);
}

/** The triangle's counts: the size of each cohort, and how many of it came back in each range. */
export function retentionSql(
  query: Cohorts,
  feature: DefinedFeature | null,
  horizon: number,
  wordBits = WORD_BITS,
): Fragment {
  const { tables, parts } = membersSql(query, feature, horizon, wordBits);
  const ranges = rangesOf(query);
  const counts = ranges.map(
    (range, place) => `count(case when ${returnedSql(range, wordBits)} then 1 end) as users_${place}`,
  );
  const places = [SIZE, ...ranges.keys()];
  return sql`${tables},
counted as (select cohort, ${parts.columns}, count(*) as size, ${counts.join(', ')} from members${parts.join('members')} group by cohort${parts.keys})
select cohort, place, part, label, label_number, case place ${places.map((place) => `when ${place} then ${place === SIZE ? 'size' : `users_${place}`}`).join(' ')} end as users
from counted cross join (values ${places.map((place) => `(${place})`).join(', ')}) as places (place)`;
}

/**
 * `members`: whoever begins in the period, one row each, with the interval of the beginning and those of the returns,
 * as bits from that interval on. Who begins in the period follows from all that was before, so only the end can be pruned.
 */
export function membersSql(
  query: Cohorts,
  feature: DefinedFeature | null,
  horizon: number,
  wordBits = WORD_BITS,
): { tables: Fragment; parts: Parts } {
  const { interval, timeZone } = query;
  const [from, to] = [Date.parse(query.from), Date.parse(query.to)];
  const returns = feature ? attemptSql(feature) : allOf([]);
  const starts = query.start === 'first_seen' ? allOf([]) : returns;
  const known = anyOf([starts, returns]);
  const parts = partsSql(query.breakdown, sql`events where ${periodSql(from, to)} and ${known}`);
  const bucketAt = (time: number) => bucketOf(localDay(time, timeZone), interval);
  const first = bucketAt(from);
  const words = wordCount(bucketAt(horizon - 1) - first + 1, wordBits);
  const furthest = Math.max(...rangesOf(query).map((range) => range.last ?? range.first));
  const ahead = wordsFromSql(
    { name: 'returned', words, bits: wordBits },
    `(cohort - ${first})`,
    'ahead',
    wordCount(furthest + 1, wordBits),
  );
  const tables = sql`with ${parts.tables}told as (select user_id, event_time, ${localDaySql(0, horizon, timeZone)} as local_day, case when ${starts} then 1 else 0 end as is_start, case when ${returns} then 1 else 0 end as is_return
  from events where ${periodSql(0, horizon)} and ${known}),
acts as (select user_id, event_time, is_start, ${bucketSql('local_day', interval)} as bucket, case when is_return = 1 then ${bucketSql('local_day', interval)} - ${first} end as return_place from told),
people as (select user_id, min(case when is_start = 1 then bucket end) as cohort, max(return_place) + ${first} as last_return, ${wordsSql('returned', 'return_place', words, wordBits)}
  from acts group by user_id having min(case when is_start = 1 then event_time end) >= ${timestampSql(from)} and min(case when is_start = 1 then event_time end) < ${timestampSql(to)}),
members as (select user_id, cohort, last_return, ${ahead} from people)`;
  return { tables, parts };
}

/** The condition that a member came back in a range. */
export function returnedSql({ first, last }: Range, wordBits = WORD_BITS): string {
  return last === null ? `last_return - cohort >= ${first}` : hasAnySql('ahead', first, last, wordBits);
}
