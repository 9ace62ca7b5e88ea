import { DateTime } from 'luxon';
import { hasAnySql, WORD_BITS, wordCount, wordsFromSql, wordsSql } from '#lib/adoption/bit-words';
import { type Parts, partsSql } from '#lib/adoption/breakdown-sql';
import { localDaySql, periodSql, timestampSql } from '#lib/adoption/day-sql';
import { type DefinedFeature, meaningsOf } from '#lib/adoption/kinds';
import { localDay, startOfLocalDay } from '#lib/adoption/local-day';
import type { AdoptionQuery } from '#lib/adoption/schema';
import { type Fragment, sql } from '#lib/funnels/fragment';
import { dayOf } from '#lib/funnels/sql';

export const RETENTION_DAYS = [7, 30] as const;

// Further away than any two events, in milliseconds.
const LATER_THAN_ALL = 1e15;

/** The question without what only decides what it is held against. */
export type MetricsPeriod = Pick<
  AdoptionQuery,
  'from' | 'to' | 'timeZone' | 'powerUserDays' | 'powerUserPercent' | 'breakdown'
>;

/** The period before the period in which power users show themselves, and that in which users may come back. */
export function spanOf({ from, to, timeZone, powerUserDays }: MetricsPeriod) {
  const start = Date.parse(from);
  const end = Date.parse(to);
  const powerFrom = DateTime.fromMillis(start, { zone: timeZone }).minus({ days: powerUserDays }).toMillis();
  const lastReturn = localDay(end - 1, timeZone) + Math.max(...RETENTION_DAYS);
  const horizon = Math.max(end, startOfLocalDay(lastReturn + 1, timeZone));
  return { powerFrom, start, end, horizon, fromDay: dayOf(powerFrom), toDay: dayOf(horizon - 1) };
}

/** What someone has done with a feature, as conditions on `placed`. */
export const DID = {
  view: 'views > 0',
  try: 'tries > 0',
  complete: '(tries > 0 and completions > 0)',
  share: 'shares > 0',
  repeat: 'last_use_day > first_use_day',
} as const;

/** Someone is matured for a retention when all of its days have ended; `today` is the day that has not. */
export function hasMaturedSql(days: number, today: number): string {
  return `(tries > 0 and first_day < ${today - days})`;
}

/** Tried it again on a later day, at most so many after the first. */
export function hasReturnedSql(days: number, wordBits = WORD_BITS): string {
  return hasAnySql('later', 0, days - 1, wordBits);
}

/**
 * What everything about metrics is counted from: `placed`, one row for each of the people and feature (its place in
 * the question), `everybody` with any event in the period, and `power`, the power users from before it.
 */
export function metricsTables(
  query: MetricsPeriod,
  features: DefinedFeature[],
  wordBits = WORD_BITS,
): { tables: Fragment; parts: Parts } {
  const { powerFrom, start, end, horizon } = spanOf(query);
  const firstDay = localDay(start, query.timeZone);
  const words = wordCount(localDay(horizon - 1, query.timeZone) - firstDay + 1, wordBits);
  const tried = wordsSql(
    'tried',
    `case when is_attempt = 1 then local_day - ${firstDay} end`,
    words,
    wordBits,
  );
  const later = wordsFromSql(
    { name: 'tried', words, bits: wordBits },
    `(first_day - ${firstDay - 1})`,
    'later',
    wordCount(Math.max(...RETENTION_DAYS), wordBits),
  );
  // Events of the period come first, so that what came before it only speaks for those who have none.
  const moment = `round(to_unixtime(event_time) * 1e3) + case when event_time < ${timestampSql(start)} then ${LATER_THAN_ALL} else 0e0 end`;
  const counted = `(event_time >= ${timestampSql(start)} or user_id in (select user_id from power))`;
  const parts = partsSql(
    query.breakdown,
    sql`events where ${periodSql(powerFrom, end)} and ${counted}`,
    moment,
  );
  const inside = (kind: string) => `sum(case when inside = 1 then ${kind} else 0 end)`;
  const tables = sql`with ${powerSql(powerFrom, start, query)},
${parts.tables}meanings (feature_name, event_type, place, is_view, is_use, is_complete, is_share, is_attempt) as (values ${meaningsOf(features).table}),
hits as (${hitsSql(query, features)}),
people as (select user_id, place, ${inside('is_view')} as views, ${inside('is_use')} as uses, ${inside('is_complete')} as completions, ${inside('is_share')} as shares, ${inside('is_attempt')} as tries,
    min(case when inside = 1 and is_use = 1 then local_day end) as first_use_day, max(case when inside = 1 and is_use = 1 then local_day end) as last_use_day,
    sum(case when inside = 1 and is_use = 1 then session_duration end) as seconds, count(case when inside = 1 and is_use = 1 then session_duration end) as timed,
    min(case when is_attempt = 1 then local_day end) as first_day, ${tried}
  from hits group by user_id, place),
placed as (select people.*, ${later} from people),
everybody as (select distinct user_id from events where ${periodSql(start, end)})`;
  return { tables, parts };
}

/** Events of the features, each with what it means to one of them; after the period attempts alone. */
function hitsSql(query: MetricsPeriod, features: DefinedFeature[]): Fragment {
  const { start, end, horizon } = spanOf(query);
  const day = localDaySql(start, horizon, query.timeZone);
  const inside = `case when event_time < ${timestampSql(end)} then 1 else 0 end`;
  const main = sql`select user_id, place, ${day} as local_day, ${inside} as inside, is_view, is_use, is_complete, is_share, is_attempt, session_duration
  from events join meanings on meanings.feature_name = events.feature_name and meanings.event_type = events.event_type
  where ${periodSql(start, horizon)} and (event_time < ${timestampSql(end)} or is_attempt = 1)`;
  return meaningsOf(features).attempts.reduce(
    (all, { place, condition }) => sql`${all}
  union all select user_id, ${place}, ${day}, ${inside}, 0, 0, 0, 0, 1, cast(null as double)
  from events where ${periodSql(start, horizon)} and ${condition}`,
    main,
  );
}

/** The most active users before the period, ties included: those with fewer people above them than the share holds. */
function powerSql(from: number, to: number, { timeZone, powerUserPercent }: MetricsPeriod): string {
  return `activity as (select user_id, count(distinct ${localDaySql(from, to, timeZone)}) as active_days from events where ${periodSql(from, to)} group by user_id),
standings as (select user_id, rank() over (order by active_days desc) as standing, count(*) over () as others from activity),
power as (select user_id from standings where (standing - 1) * 100 < others * ${powerUserPercent})`;
}
