import { bucketSql } from '#lib/adoption/bucket';
import { localDaySql, periodSql, timestampSql } from '#lib/adoption/day-sql';
import { HISTORY_DAYS, type ImpactSpan } from '#lib/adoption/impact-span';
import { attemptSql, type DefinedFeature, typeSql } from '#lib/adoption/kinds';
import type { FeatureDefinition } from '#lib/adoption/schema';
import { allOf, anyOf, bound, type Fragment, sql } from '#lib/funnels/fragment';
import { propertySql } from '#lib/funnels/property-sql';

/** What is known before, and adjusted for beyond the matching. */
export const COVARIATES = ['active_days', 'log_events', 'log_age'] as const;
export const OUTCOMES = ['converted', 'revenue'] as const;
export type Covariate = (typeof COVARIATES)[number];
export type Outcome = (typeof OUTCOMES)[number];
const MEASURES = [...OUTCOMES, ...COVARIATES] as const;
/** `treated` counts first uses: with it the products of sums by user give the variance of a difference. */
const CLUSTERED = [...MEASURES, 'treated'] as const;

const CELL = 'week, moment, active_bin, events_bin, age_bin, platform, plan, converted_before';

/** Pairs of names, each once. */
function pairsOf<T extends string>(names: readonly T[]): [T, T][] {
  return names.flatMap((one, index) => names.slice(index).map((other): [T, T] => [one, other]));
}

const SLOPES = COVARIATES.flatMap((one, index) =>
  [...COVARIATES.slice(index), ...OUTCOMES].map((other) => [one, other] as const),
);

const INTEGERS = ['first_users', 'followed', 'matched', 'other_users', 'conversions', 'payers'] as const;
const NUMBERS: string[] = [
  ...['treated', 'others'].flatMap((group) => [
    `all_${group}`,
    ...MEASURES.map((name) => `all_${group}_${name}`),
    ...COVARIATES.map((name) => `all_${group}_${name}_squared`),
  ]),
  'people',
  ...OUTCOMES.map((name) => `people_${name}`),
  ...MEASURES.map((name) => `weighted_${name}`),
  ...SLOPES.map(([one, other]) => `slope_${one}_${other}`),
  ...MEASURES.map((name) => `residual_${name}`),
  ...pairsOf(CLUSTERED).map(([one, other]) => `cluster_${one}_${other}`),
  'weight',
  'weight_squared',
  'started_later',
];

/** One row of sums; `IMPACT_COLUMNS` in the order of the text. */
export const IMPACT_COLUMNS: Record<string, 'integer' | 'number'> = Object.fromEntries([
  ...INTEGERS.map((name) => [name, 'integer'] as const),
  ...NUMBERS.map((name) => [name, 'number'] as const),
]);

/**
 * Everything that an impact is made of, as one row of sums, however many users there are.
 *
 * A unit is a user at a moment at which they have not used the feature: the first of their events of a day that comes
 * at the 1st, 2nd, 3rd, 5th, 9th, 17th or 33rd place, and for those who use it the first use itself, by its place.
 * Places and not times of day, because who is in the middle of something goes on more likely than who has just begun;
 * and the first event of each such stretch, because which events follow must not decide who is compared. Units are
 * alike (a cell) in week, place, active days and events of the days before, age, platform, plan and former
 * conversions. Platform and plan are those of the last day before that told them, else of that day up to the moment.
 */
export function impactSql({ saved, funnel }: DefinedFeature, timeZone: string, span: ImpactSpan): Fragment {
  const { historyFrom, from, to, followedTo, horizon, followUpMs } = span;
  const { converts, pays } = outcomesSql(saved.definition);
  const followedEnd = followedTo + followUpMs;
  return sql`with firsts as (select user_id, min(event_time) as first_seen, min(case when ${attemptSql({ saved, funnel })} then event_time end) as first_use
  from events where ${periodSql(0, horizon)} group by user_id),
people as (select user_id, ${millisecondsSql('first_seen')} as first_seen, first_use from firsts where first_use is null or first_use >= ${timestampSql(from)}),
told as (select events.user_id, event_time, case when event_time = first_use then 1 else 0 end as is_first_use, ${localDaySql(historyFrom, followedTo, timeZone)} as local_day,
    nullif(${propertySql('platform')}, '') as platform, nullif(${propertySql('plan')}, '') as plan, case when ${converts} then 1 else 0 end as is_conversion
  from events join people on people.user_id = events.user_id where ${periodSql(historyFrom, followedTo)} and (first_use is null or event_time <= first_use)),
days as (select user_id, local_day, count(*) as events, max(is_conversion) as conversions, min(platform) as platform, min(plan) as plan from told group by user_id, local_day),
history as (select user_id, local_day, ${beforeSql('count(*)')} as active_days, coalesce(${beforeSql('sum(events)')}, 0) as events, coalesce(${beforeSql('max(conversions)')}, 0) as converted_before,
    ${lastBeforeSql('platform')} as platform, ${lastBeforeSql('plan')} as plan from days),
ranked as (select user_id, local_day, event_time, is_first_use, ${todaySql('rank()')} as place, ${todaySql('min(platform)')} as platform, ${todaySql('min(plan)')} as plan
  from told where event_time >= ${timestampSql(from)}),
placed as (select ranked.*, case when place > 32 then 6 when place > 16 then 5 when place > 8 then 4 when place > 4 then 3 when place > 2 then 2 when place > 1 then 1 else 0 end as moment from ranked),
moments as (select user_id, local_day, moment, is_first_use, min(event_time) as event_time, min_by(platform, event_time) as platform, min_by(plan, event_time) as plan
  from placed group by user_id, local_day, moment, is_first_use),
line as (select user_id, ${millisecondsSql('event_time')} as at_ms, local_day, moment, is_first_use, platform, plan, 1 as is_moment, 0 as conversions, 0e0 as revenue from moments
  union all select user_id, ${millisecondsSql('event_time')}, cast(0 as bigint), 0, 0, cast(null as varchar), cast(null as varchar), 0, case when ${converts} then 1 else 0 end, case when ${pays} then coalesce(value, 0e0) else 0e0 end
  from events where ${periodSql(from, followedEnd)} and ${anyOf([converts, pays])}),
followed as (select line.*, ${afterSql('conversions', followUpMs)} as later_conversions, ${afterSql('revenue', followUpMs)} as later_revenue from line),
known as (select followed.user_id, is_first_use, ${bucketSql('followed.local_day', 'week')} as week, moment, active_days, events, (at_ms - first_seen) / 86400000e0 as age, converted_before,
    coalesce(history.platform, followed.platform, '') as platform, coalesce(history.plan, followed.plan, '') as plan,
    case when later_conversions > 0 then 1e0 else 0e0 end as converted, coalesce(later_revenue, 0e0) as revenue,
    case when is_first_use = 0 and ${millisecondsSql('first_use')} <= at_ms + ${followUpMs} then 1e0 else 0e0 end as starts_later
  from followed join people on people.user_id = followed.user_id join history on history.user_id = followed.user_id and history.local_day = followed.local_day where is_moment = 1),
units as (select user_id, is_first_use, week, moment, platform, plan, converted_before, converted, revenue, starts_later,
    case when active_days < 1 then 0 when active_days < 3 then 1 when active_days < 7 then 2 when active_days < 14 then 3 else 4 end as active_bin,
    case when events < 1 then 0 when events < 10 then 1 when events < 50 then 2 when events < 200 then 3 else 4 end as events_bin,
    case when age < 1e0 then 0 when age < 7e0 then 1 when age < 28e0 then 2 when age < 90e0 then 3 else 4 end as age_bin,
    cast(active_days as double) as active_days, ln(1e0 + events) as log_events, ln(1e0 + age) as log_age from known),
cells as (select ${CELL}, cast(sum(is_first_use) as double) as treated, cast(sum(1 - is_first_use) as double) as others,
    cast(count(distinct case when is_first_use = 0 then user_id end) as double) as other_users,
    ${MEASURES.map((name) => `sum(case when is_first_use = 0 then ${name} else 0e0 end) as sum_${name}`).join(', ')},
    ${SLOPES.map(([one, other]) => `sum(case when is_first_use = 0 then ${one} * ${other} else 0e0 end) as sum_${one}_${other}`).join(', ')}
  from units group by ${CELL} having sum(is_first_use) > 0 and count(distinct case when is_first_use = 0 then user_id end) > 1),
residuals as (select user_id, is_first_use, treated / others as weight, converted, revenue, starts_later,
    case when is_first_use = 1 then 1e0 else -treated / others * sqrt(other_users / (other_users - 1e0)) end as scale,
    ${MEASURES.map((name) => `${name} - sum_${name} / others as ${name}_left`).join(', ')}
  from units join cells using (${CELL})),
clusters as (select user_id, cast(sum(is_first_use) as double) as treated, sum(case when is_first_use = 0 then weight else 0e0 end) as weight,
    sum(case when is_first_use = 0 then weight * starts_later else 0e0 end) as started_later, max(converted) as is_converted, max(case when revenue <> 0e0 then 1 else 0 end) as is_payer,
    ${MEASURES.map((name) => `sum(scale * ${name}_left) as ${name}`).join(', ')}
  from residuals group by user_id),
means as (select user_id, ${OUTCOMES.map((name) => `avg(${name}) as ${name}`).join(', ')} from units where is_first_use = 0 group by user_id),
waiting as (select cast(count(*) as double) as people, ${OUTCOMES.map((name) => `sum(${name}) as people_${name}`).join(', ')} from means),
everybody as (select ${everybodySql()} from units),
matching as (select cast(sum(treated) as bigint) as matched, ${MEASURES.map((name) => `sum(treated * sum_${name} / others) as weighted_${name}`).join(', ')},
    ${SLOPES.map(([one, other]) => `sum(treated / others * (sum_${one}_${other} - sum_${one} * sum_${other} / others)) as slope_${one}_${other}`).join(', ')} from cells),
products as (select count(case when weight > 0e0 then 1 end) as other_users, count(case when is_converted > 0e0 then 1 end) as conversions, sum(is_payer) as payers,
    ${MEASURES.map((name) => `sum(${name}) as residual_${name}`).join(', ')},
    ${pairsOf(CLUSTERED)
      .map(([one, other]) => `sum(${one} * ${other}) as cluster_${one}_${other}`)
      .join(', ')},
    sum(weight) as weight, sum(weight * weight) as weight_squared, sum(started_later) as started_later from clusters),
counts as (select count(case when first_use < ${timestampSql(to)} then 1 end) as first_users, count(case when first_use < ${timestampSql(followedTo)} then 1 end) as followed from people)
select ${Object.keys(IMPACT_COLUMNS).join(', ')} from counts cross join everybody cross join waiting cross join matching cross join products`;
}

/** What counts as a conversion and as revenue; nothing where the definition does not say. */
function outcomesSql({ conversion, revenue }: FeatureDefinition): { converts: Fragment; pays: Fragment } {
  const oneOf = (ref: FeatureDefinition['conversion']) => {
    if (!ref) return anyOf([]);
    return allOf([
      typeSql(ref.types),
      ...(ref.feature === undefined ? [] : [sql`feature_name = ${bound(ref.feature)}`]),
    ]);
  };
  return { converts: oneOf(conversion), pays: oneOf(revenue) };
}

function everybodySql(): string {
  const groups = [
    ['treated', 1],
    ['others', 0],
  ] as const;
  return groups
    .flatMap(([group, flag]) => {
      const sum = (what: string) => `sum(case when is_first_use = ${flag} then ${what} else 0e0 end)`;
      return [
        `${sum('1e0')} as all_${group}`,
        ...MEASURES.map((name) => `${sum(name)} as all_${group}_${name}`),
        ...COVARIATES.map((name) => `${sum(`${name} * ${name}`)} as all_${group}_${name}_squared`),
      ];
    })
    .join(', ');
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
