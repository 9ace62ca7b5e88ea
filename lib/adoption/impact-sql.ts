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
 * conversions. Platform and plan are those of the last day before that told them, else of that day up to the moment;
 * of several the last one in the alphabet.
 *
 * Engines that work out a `with` each time it is named read the events six times: `parts` is the one that is named twice.
 */
export function impactSql({ saved, funnel }: DefinedFeature, timeZone: string, span: ImpactSpan): Fragment {
  const { historyFrom, from, to, followedTo, horizon, followUpMs } = span;
  const { converts, pays } = outcomesSql(saved.definition);
  return sql`with firsts as (select user_id, min(event_time) as first_seen, min(case when ${attemptSql({ saved, funnel })} then event_time end) as first_use
  from events where ${periodSql(0, horizon)} group by user_id),
people as (select * from firsts where first_use is null or first_use >= ${timestampSql(from)}),
told as (select events.user_id, event_time, first_seen, first_use, case when event_time = first_use then 1 else 0 end as is_first_use, ${localDaySql(historyFrom, to, timeZone)} as local_day,
    nullif(${propertySql('platform')}, '') as platform, nullif(${propertySql('plan')}, '') as plan, case when ${converts} then 1 else 0 end as is_conversion
  from events join people on people.user_id = events.user_id where ${periodSql(historyFrom, to)} and (first_use is null or event_time <= first_use)),
placed as (select told.*, ${todaySql('rank()')} as place, ${todaySql('max(platform)')} as platform_so_far, ${todaySql('max(plan)')} as plan_so_far from told),
moments as (select user_id, local_day, is_first_use, ${momentSql('place')} as moment, min(event_time) as event_time, min(first_seen) as first_seen, min(first_use) as first_use, count(*) as events,
    max(is_conversion) as conversions, max(platform) as platform, max(plan) as plan, min_by(platform_so_far, event_time) as platform_so_far, min_by(plan_so_far, event_time) as plan_so_far
  from placed group by user_id, local_day, is_first_use, ${momentSql('place')}),
history as (select user_id, local_day, is_first_use, moment, event_time, first_seen, first_use, coalesce(${beforeSql('sum(case when moment = 0 then 1 else 0 end)')}, 0) as active_days, coalesce(${beforeSql('sum(events)')}, 0) as events,
    coalesce(${beforeSql('max(conversions)')}, 0) as converted_before, coalesce(${lastBeforeSql('platform')}, platform_so_far, '') as platform, coalesce(${lastBeforeSql('plan')}, plan_so_far, '') as plan from moments),
line as (select user_id, ${millisecondsSql('event_time')} as at_ms, 1 as is_moment, 0 as conversions, 0e0 as revenue, is_first_use, moment, local_day, ${millisecondsSql('first_seen')} as first_seen, ${millisecondsSql('first_use')} as first_use,
    active_days, events, converted_before, platform, plan from history where event_time >= ${timestampSql(from)} and (event_time < ${timestampSql(followedTo)} or is_first_use = 1)
  union all select user_id, ${millisecondsSql('event_time')}, 0, case when ${converts} then 1 else 0 end, case when ${pays} then coalesce(value, 0e0) else 0e0 end, 0, 0, 0, 0, 0, 0, 0, 0, '', ''
  from events where ${periodSql(from, followedTo + followUpMs)} and ${anyOf([converts, pays])}),
followed as (select line.*, ${afterSql('conversions', followUpMs)} as later_conversions, ${afterSql('revenue', followUpMs)} as later_revenue, (at_ms - first_seen) / 86400000e0 as age from line),
units as (select user_id, is_first_use, case when at_ms < ${followedTo} then 0 else 1 end as is_pending, ${bucketSql('local_day', 'week')} as week, moment, platform, plan, converted_before,
    ${binSql('active_days', [1, 3, 7, 14])} as active_bin, ${binSql('events', [1, 10, 50, 200])} as events_bin, ${binSql('age', [1, 7, 28, 90])} as age_bin,
    case when later_conversions > 0 then 1e0 else 0e0 end as converted, coalesce(later_revenue, 0e0) as revenue, case when is_first_use = 0 and first_use <= at_ms + ${followUpMs} then 1e0 else 0e0 end as starts_later,
    cast(active_days as double) as active_days, ln(1e0 + events) as log_events, ln(1e0 + age) as log_age from followed where is_moment = 1),
parts as (select user_id, is_first_use, is_pending, ${CELL}, cast(count(*) as double) as units, sum(starts_later) as starts_later, max(case when revenue <> 0e0 then 1 else 0 end) as is_payer,
    ${MEASURES.map((name) => `sum(${name}) as ${name}`).join(', ')}, ${SLOPES.map(([one, other]) => `sum(${one} * ${other}) as ${one}_${other}`).join(', ')}
  from units group by user_id, is_first_use, is_pending, ${CELL}),
cells as (select ${CELL}, sum(case when is_first_use = 1 then units else 0e0 end) as treated, sum(case when is_first_use = 0 then units else 0e0 end) as others,
    cast(count(distinct case when is_first_use = 0 then user_id end) as double) as other_users, ${MEASURES.map((name) => `sum(case when is_first_use = 0 then ${name} else 0e0 end) as sum_${name}`).join(', ')}
  from parts where is_pending = 0 group by ${CELL} having sum(is_first_use) > 0 and count(distinct case when is_first_use = 0 then user_id end) > 1),
matched as (select parts.*, case when treated is null then 0 else 1 end as is_matched, treated / others as weight,
    case when parts.is_first_use = 1 then 1e0 else -treated / others * sqrt(other_users / (other_users - 1e0)) end as scale, ${MEASURES.map((name) => `sum_${name} / others as mean_${name}`).join(', ')}
  from parts left join cells on parts.is_pending = 0 and ${CELL.split(', ')
    .map((name) => `cells.${name} = parts.${name}`)
    .join(' and ')}),
clusters as (${clustersSql()})
select ${Object.keys(IMPACT_COLUMNS)
    .map((name) => `${totalSql(name)} as ${name}`)
    .join(', ')} from clusters`;
}

/** Sums of each user: all that the final row sums again, and what it multiplies first. */
function clustersSql(): string {
  const sums = (condition: string, what: string) => `sum(case when ${condition} then ${what} else 0e0 end)`;
  const [isFirst, isOther] = ['is_pending = 0 and is_first_use = 1', 'is_first_use = 0'];
  const [isTreated, isCompared] = [
    'is_matched = 1 and is_first_use = 1',
    'is_matched = 1 and is_first_use = 0',
  ];
  const groups = [
    ['treated', isFirst],
    ['others', isOther],
  ] as const;
  const columns: [string, string][] = [
    ['first_users', sums('is_first_use = 1', 'units')],
    ['followed', sums(isFirst, 'units')],
    ['treated', sums(isTreated, 'units')],
    ['weight', sums(isCompared, 'weight * units')],
    ['started_later', sums(isCompared, 'weight * starts_later')],
    ['conversions', 'max(case when is_matched = 1 and converted > 0e0 then 1 else 0 end)'],
    ['payers', 'max(case when is_matched = 1 then is_payer else 0 end)'],
    ...groups.flatMap(([group, condition]): [string, string][] => [
      [`all_${group}`, sums(condition, 'units')],
      ...MEASURES.map((name): [string, string] => [`all_${group}_${name}`, sums(condition, name)]),
      ...COVARIATES.map((name): [string, string] => [
        `all_${group}_${name}_squared`,
        sums(condition, `${name}_${name}`),
      ]),
    ]),
    ...MEASURES.map((name): [string, string] => [
      `weighted_${name}`,
      sums(isTreated, `units * mean_${name}`),
    ]),
    ...SLOPES.map(([one, other]): [string, string] => [
      `slope_${one}_${other}`,
      sums(isCompared, `weight * (${one}_${other} - ${one} * mean_${other})`),
    ]),
    ...MEASURES.map((name): [string, string] => [
      name,
      sums('is_matched = 1', `scale * (${name} - units * mean_${name})`),
    ]),
  ];
  return `select ${columns.map(([name, text]) => `${text} as ${name}`).join(', ')} from matched group by user_id`;
}

/** A column of the final row. */
function totalSql(name: string): string {
  const pair = pairsOf(CLUSTERED).find(([one, other]) => name === `cluster_${one}_${other}`);
  if (pair) return `sum(${pair.join(' * ')})`;
  if (name === 'matched') return 'cast(sum(treated) as bigint)';
  if (name === 'first_users' || name === 'followed') return `cast(sum(${name}) as bigint)`;
  if (name === 'other_users') return 'count(case when weight > 0e0 then 1 end)';
  if (name === 'weight_squared') return 'sum(weight * weight)';
  if (name === 'people') return 'cast(count(case when all_others > 0e0 then 1 end) as double)';
  const [kind, rest] = [name.slice(0, name.indexOf('_')), name.slice(name.indexOf('_') + 1)];
  if (kind === 'people') return `sum(all_others_${rest} / nullif(all_others, 0e0))`;
  return `sum(${kind === 'residual' ? rest : name})`;
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
