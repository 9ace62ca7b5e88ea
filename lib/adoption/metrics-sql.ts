import { DateTime } from 'luxon';
import { localDaySql, periodSql, timestampSql } from '#lib/adoption/day-sql';
import { type DefinedFeature, meaningsOf } from '#lib/adoption/kinds';
import { localDay, startOfLocalDay } from '#lib/adoption/local-day';
import type { AdoptionQuery } from '#lib/adoption/schema';
import { type Fragment, sql } from '#lib/funnels/fragment';
import { dayOf } from '#lib/funnels/sql';

const RETENTION_DAYS = [7, 30] as const;

export const METRICS_COLUMNS = {
  total_users: 'integer',
  power_users: 'integer',
  place: 'integer',
  views: 'integer',
  uses: 'integer',
  completions: 'integer',
  viewers: 'integer',
  active: 'integer',
  activated: 'integer',
  sharers: 'integer',
  repeaters: 'integer',
  seconds: 'number',
  timed: 'integer',
  timed_users: 'integer',
  seconds_squared: 'number',
  seconds_timed: 'number',
  timed_squared: 'number',
  matured_7: 'integer',
  returned_7: 'integer',
  matured_30: 'integer',
  returned_30: 'integer',
  active_power: 'integer',
} as const;

/** The period before the period in which power users show themselves, and that in which users may come back. */
export function spanOf({ from, to, timeZone, powerUserDays }: AdoptionQuery) {
  const start = Date.parse(from);
  const end = Date.parse(to);
  const powerFrom = DateTime.fromMillis(start, { zone: timeZone }).minus({ days: powerUserDays }).toMillis();
  const lastReturn = localDay(end - 1, timeZone) + Math.max(...RETENTION_DAYS);
  const horizon = Math.max(end, startOfLocalDay(lastReturn + 1, timeZone));
  return { powerFrom, start, end, horizon, fromDay: dayOf(powerFrom), toDay: dayOf(horizon - 1) };
}

/**
 * Counts everything that the metrics of all features divide, in one text: one row a feature, each with the users of
 * the period and the power users from before it. Someone is matured for a retention when all of its days have ended.
 *
 * @param today the day of the zone that is not over yet, in days since 1970.
 */
export function metricsSql(query: AdoptionQuery, features: DefinedFeature[], today: number): Fragment {
  const { powerFrom, start, end } = spanOf(query);
  const retained = RETENTION_DAYS.map(
    (days) =>
      `count(case when tries > 0 and first_day < ${today - days} then 1 end) as matured_${days}, count(case when tries > 0 and first_day < ${today - days} and second_day - first_day <= ${days} then 1 end) as returned_${days}`,
  );
  return sql`with meanings (feature_name, event_type, place, is_view, is_use, is_complete, is_share, is_attempt) as (values ${meaningsOf(features).table}),
hits as (${hitsSql(query, features)}),
days as (select user_id, place, local_day,
    sum(case when inside = 1 then is_view else 0 end) as views, sum(case when inside = 1 then is_use else 0 end) as uses,
    sum(case when inside = 1 then is_complete else 0 end) as completions, sum(case when inside = 1 then is_share else 0 end) as shares,
    sum(case when inside = 1 then is_attempt else 0 end) as tries, max(is_attempt) as is_tried,
    sum(case when inside = 1 and is_use = 1 then session_duration end) as seconds, count(case when inside = 1 and is_use = 1 then session_duration end) as timed
  from hits group by user_id, place, local_day),
people as (select user_id, place, sum(views) as views, sum(uses) as uses, sum(completions) as completions, sum(shares) as shares, sum(tries) as tries,
    count(case when uses > 0 then 1 end) as use_days, sum(seconds) as seconds, sum(timed) as timed,
    min(local_day, 2) filter (where is_tried = 1) as first_days
  from days group by user_id, place),
placed as (select people.*, element_at(first_days, 1) as first_day, element_at(first_days, 2) as second_day from people),
${powerSql(powerFrom, start, query)},
counted as (select place, sum(views) as views, sum(uses) as uses, sum(completions) as completions,
    count(case when views > 0 then 1 end) as viewers, count(case when tries > 0 then 1 end) as active,
    count(case when tries > 0 and completions > 0 then 1 end) as activated, count(case when shares > 0 then 1 end) as sharers,
    count(case when use_days > 1 then 1 end) as repeaters, sum(seconds) as seconds, sum(timed) as timed,
    count(case when timed > 0 then 1 end) as timed_users, sum(seconds * seconds) as seconds_squared, sum(seconds * timed) as seconds_timed, sum(timed * timed) as timed_squared,
    ${retained.join(', ')},
    count(case when tries > 0 then power.user_id end) as active_power
  from placed left join power on power.user_id = placed.user_id group by place),
totals as (select (select count(distinct user_id) from events where ${periodSql(start, end)}) as total_users, (select count(*) from power) as power_users)
select total_users, power_users, place, views, uses, completions, viewers, active, activated, sharers, repeaters, seconds, timed, timed_users, seconds_squared, seconds_timed, timed_squared,
  matured_7, returned_7, matured_30, returned_30, active_power
from totals left join counted on 1 = 1`;
}

/** Events of the features, each with what it means to one of them; after the period attempts alone. */
function hitsSql(query: AdoptionQuery, features: DefinedFeature[]): Fragment {
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
function powerSql(from: number, to: number, { timeZone, powerUserPercent }: AdoptionQuery): string {
  return `activity as (select user_id, count(distinct ${localDaySql(from, to, timeZone)}) as active_days from events where ${periodSql(from, to)} group by user_id),
ranked as (select user_id, rank() over (order by active_days desc) as standing, count(*) over () as everybody from activity),
power as (select user_id from ranked where (standing - 1) * 100 < everybody * ${powerUserPercent})`;
}
