import { bucketSql } from '#lib/adoption/bucket';
import { localDaySql, periodSql, timestampSql } from '#lib/adoption/day-sql';
import { HISTORY_DAYS, type ImpactSpan } from '#lib/adoption/impact-span';
import { attemptSql, type DefinedFeature, typeSql } from '#lib/adoption/kinds';
import type { FeatureDefinition } from '#lib/adoption/schema';
import { allOf, anyOf, bound, type Fragment, sql } from '#lib/funnels/fragment';
import { propertySql } from '#lib/funnels/property-sql';

/**
 * The units of an impact, as tables that follow a `with`; the last is `units`.
 *
 * A unit is a user at a moment at which they have not used the feature: the first of their events of a day that comes
 * at the 1st, 2nd, 3rd, 5th, 9th, 17th or 33rd place, and for those who use it the first use itself, by its place.
 * Places and not times of day, because who is in the middle of something goes on more likely than who has just begun;
 * and the first event of each such stretch, because which events follow must not decide who is compared. Units are
 * alike (a cell) in week, place, active days and events of the days before, age, platform, plan and former
 * conversions. Platform and plan are those of the last day before that told them, else of that day up to the moment;
 * of several the last one in the alphabet.
 */
export function unitsSql(feature: DefinedFeature, timeZone: string, span: ImpactSpan): Fragment {
  const named = outcomesSql(feature.saved.definition);
  return sql`${eventsSql(feature, timeZone, span, named)},
${momentsSql()},
${followUpSql(span, named)},
units as (select user_id, is_first_use, case when at_ms < ${span.followedTo} then 0 else 1 end as is_pending, ${bucketSql('local_day', 'week')} as week, moment, platform, plan, converted_before,
    ${binSql('active_days', [1, 3, 7, 14])} as active_bin, ${binSql('events', [1, 10, 50, 200])} as events_bin, ${binSql('age', [1, 7, 28, 90])} as age_bin,
    case when later_conversions > 0 then 1e0 else 0e0 end as converted, coalesce(later_revenue, 0e0) as revenue, case when is_first_use = 0 and first_use <= at_ms + ${span.followUpMs} then 1e0 else 0e0 end as starts_later,
    cast(active_days as double) as active_days, ln(1e0 + events) as log_events, ln(1e0 + age) as log_age from followed where is_moment = 1)`;
}

interface Named {
  converts: Fragment;
  pays: Fragment;
}

/** What counts as a conversion and as revenue; nothing where the definition does not say. */
function outcomesSql({ conversion, revenue }: FeatureDefinition): Named {
  const oneOf = (ref: FeatureDefinition['conversion']) => {
    if (!ref) return anyOf([]);
    return allOf([
      typeSql(ref.types),
      ...(ref.feature === undefined ? [] : [sql`feature_name = ${bound(ref.feature)}`]),
    ]);
  };
  return { converts: oneOf(conversion), pays: oneOf(revenue) };
}

/** Events of those who did not use the feature before the period, up to their first use, each with its place in the day. */
function eventsSql(
  feature: DefinedFeature,
  timeZone: string,
  { historyFrom, from, to, horizon }: ImpactSpan,
  { converts }: Named,
): Fragment {
  return sql`firsts as (select user_id, min(event_time) as first_seen, min(case when ${attemptSql(feature)} then event_time end) as first_use
  from events where ${periodSql(0, horizon)} group by user_id),
people as (select * from firsts where first_use is null or first_use >= ${timestampSql(from)}),
told as (select events.user_id, event_time, first_seen, first_use, case when event_time = first_use then 1 else 0 end as is_first_use, ${localDaySql(historyFrom, to, timeZone)} as local_day,
    nullif(${propertySql('platform')}, '') as platform, nullif(${propertySql('plan')}, '') as plan, case when ${converts} then 1 else 0 end as is_conversion
  from events join people on people.user_id = events.user_id where ${periodSql(historyFrom, to)} and (first_use is null or event_time <= first_use)),
placed as (select told.*, ${todaySql('rank()')} as place, ${todaySql('max(platform)')} as platform_so_far, ${todaySql('max(plan)')} as plan_so_far from told)`;
}

/** The first event of each stretch of a day, with what was known before that day. */
function momentsSql(): string {
  return `moments as (select user_id, local_day, is_first_use, ${momentSql('place')} as moment, min(event_time) as event_time, min(first_seen) as first_seen, min(first_use) as first_use, count(*) as events,
    max(is_conversion) as conversions, max(platform) as platform, max(plan) as plan, min_by(platform_so_far, event_time) as platform_so_far, min_by(plan_so_far, event_time) as plan_so_far
  from placed group by user_id, local_day, is_first_use, ${momentSql('place')}),
history as (select user_id, local_day, is_first_use, moment, event_time, first_seen, first_use, coalesce(${beforeSql('sum(case when moment = 0 then 1 else 0 end)')}, 0) as active_days, coalesce(${beforeSql('sum(events)')}, 0) as events,
    coalesce(${beforeSql('max(conversions)')}, 0) as converted_before, coalesce(${lastBeforeSql('platform')}, platform_so_far, '') as platform, coalesce(${lastBeforeSql('plan')}, plan_so_far, '') as plan from moments)`;
}

/** The moments of the period, each with what happened in the follow-up. */
function followUpSql(span: ImpactSpan, { converts, pays }: Named): Fragment {
  const { from, followedTo, followUpMs } = span;
  return sql`line as (select user_id, ${millisecondsSql('event_time')} as at_ms, 1 as is_moment, 0 as conversions, 0e0 as revenue, is_first_use, moment, local_day, ${millisecondsSql('first_seen')} as first_seen, ${millisecondsSql('first_use')} as first_use,
    active_days, events, converted_before, platform, plan from history where event_time >= ${timestampSql(from)} and (event_time < ${timestampSql(followedTo)} or is_first_use = 1)
  union all select user_id, ${millisecondsSql('event_time')}, 0, case when ${converts} then 1 else 0 end, case when ${pays} then coalesce(value, 0e0) else 0e0 end, 0, 0, 0, 0, 0, 0, 0, 0, '', ''
  from events where ${periodSql(from, followedTo + followUpMs)} and ${anyOf([converts, pays])}),
followed as (select line.*, ${afterSql('conversions', followUpMs)} as later_conversions, ${afterSql('revenue', followUpMs)} as later_revenue, (at_ms - first_seen) / 86400000e0 as age from line)`;
}

/** How many of the borders a value has reached. */
function binSql(value: string, borders: number[]): string {
  const branches = borders.map((border, bin) => `when ${value} < ${border} then ${bin}`);
  return `case ${branches.join(' ')} else ${borders.length} end`;
}

/** Places of a day in stretches, each twice as long as the one before. */
function momentSql(place: string): string {
  return binSql(place, [2, 3, 5, 9, 17, 33]);
}

function millisecondsSql(column: string): string {
  return `cast(round(to_unixtime(${column}) * 1000e0) as bigint)`;
}

/** Over the days before a day. */
function beforeSql(aggregate: string): string {
  return `${aggregate} over (partition by user_id order by local_day range between ${HISTORY_DAYS} preceding and 1 preceding)`;
}

/** The value of the last of the days before that has one: the day goes first in the text that is compared. */
function lastBeforeSql(name: string): string {
  const dated = `case when ${name} is not null then concat(lpad(cast(local_day as varchar), 6, '0'), ${name}) end`;
  return `substr(${beforeSql(`max(${dated})`)}, 7)`;
}

/** Over the events of a day up to each of them. */
function todaySql(aggregate: string): string {
  return `${aggregate} over (partition by user_id, local_day order by event_time)`;
}

/** Over what happens after a moment, within the follow-up. */
function afterSql(column: string, followUpMs: number): string {
  return `sum(${column}) over (partition by user_id order by at_ms range between 1 following and ${followUpMs} following)`;
}
