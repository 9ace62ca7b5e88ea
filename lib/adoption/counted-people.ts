import { type BucketRange, bucketOf } from '#lib/adoption/bucket';
import type { DefinedFeature } from '#lib/adoption/kinds';
import { historiesSql } from '#lib/adoption/lifecycle';
import { DID, hasMaturedSql, hasReturnedSql, metricsTables } from '#lib/adoption/metrics-tables-sql';
import type { Counted } from '#lib/adoption/people-sql';
import { membersSql, rangesOf, returnedSql } from '#lib/adoption/retention-sql';
import type {
  LifecyclePeopleQuery,
  MetricPeopleQuery,
  PowerPeopleQuery,
  RetentionPeopleQuery,
  StickinessPeopleQuery,
} from '#lib/adoption/schema';
import { activeDaysSql, dayCountsSql, MONTH_DAYS, stickinessSpan, WEEK_DAYS } from '#lib/adoption/stickiness';
import { AppError } from '#lib/core/errors';

const DAY_MS = 86_400_000;
const NOBODY = '1 = 0';
const EVERYBODY = { table: 'everybody', condition: '1 = 1' };
const WINDOW_DAYS = { daily: 1, weekly: WEEK_DAYS, monthly: MONTH_DAYS } as const;

/** Whom a metric counts: its numerator, those it is of, or those whose days are not over; `today` is not over. */
export function metricPeople(query: MetricPeopleQuery, feature: DefinedFeature, today: number): Counted {
  return { ...metricsTables(query, [feature]), ...metricGroup(query, today) };
}

function metricGroup(
  { metric, group }: MetricPeopleQuery,
  today: number,
): Pick<Counted, 'table' | 'condition'> {
  const placed = (condition: string) => ({ table: 'placed', condition });
  const retained = (days: number) => {
    const matured = hasMaturedSql(days, today);
    if (group === 'pending') return placed(`${DID.try} and not ${matured}`);
    return placed(group === 'of' ? matured : `${matured} and ${hasReturnedSql(days)}`);
  };
  if (metric === 'retention7d') return retained(7);
  if (metric === 'retention30d') return retained(30);
  if (group === 'pending') return placed(NOBODY);
  const isCount = group === 'count';
  switch (metric) {
    case 'activationRate':
      return placed(isCount ? DID.complete : DID.try);
    case 'repeatUsageRate':
      return placed(isCount ? DID.repeat : DID.try);
    case 'powerUserRate': {
      const power = 'placed.user_id in (select user_id from power)';
      return isCount ? placed(`${DID.try} and ${power}`) : { table: 'power', condition: '1 = 1' };
    }
    case 'discovery':
      return isCount ? placed(DID.view) : EVERYBODY;
    case 'referral':
      return isCount ? placed(DID.share) : EVERYBODY;
    default:
      return isCount ? placed(DID.try) : EVERYBODY;
  }
}

/**
 * The people of a cohort, or of one of its cells.
 *
 * @throws AppError `invalid` when the question has no such range.
 */
export function cohortPeople(
  query: RetentionPeopleQuery,
  buckets: BucketRange,
  feature: DefinedFeature | null,
  horizon: number,
): Counted {
  const range = query.range === undefined ? undefined : rangesOf(query)[query.range];
  if (query.range !== undefined && !range) throw noSuch('range', `a number below ${rangesOf(query).length}`);
  const cohort = bucketOf(dayOfText(query.cohort), query.interval);
  assertWithin('cohort', cohort, buckets);
  const condition = `cohort = ${cohort}${range ? ` and ${returnedSql(range)}` : ''}`;
  return { ...membersSql(query, feature, horizon), table: 'members', condition };
}

/**
 * Those active on a day of the period, or in the days that end with it.
 *
 * @throws AppError `invalid` for a day outside of the period.
 */
export function activePeople(query: StickinessPeopleQuery, feature: DefinedFeature | null): Counted {
  const day = dayOfText(query.date);
  const { firstDay, lastDay } = stickinessSpan(query);
  assertWithin('date', day, { first: firstDay, last: lastDay });
  const condition = `local_day between ${day - WINDOW_DAYS[query.window] + 1} and ${day}`;
  return { ...activeDaysSql(query, feature), table: 'days', condition };
}

/**
 * Those in a state in one interval of the period.
 *
 * @throws AppError `invalid` for a day outside of them.
 */
export function statePeople(
  query: LifecyclePeopleQuery,
  buckets: BucketRange,
  feature: DefinedFeature | null,
): Counted {
  const bucket = bucketOf(dayOfText(query.date), query.interval);
  assertWithin('date', bucket, buckets);
  const own = `bucket = ${bucket}`;
  const conditions = {
    active: own,
    new: `${own} and earlier is null`,
    returning: `${own} and bucket - earlier = 1`,
    resurrected: `${own} and bucket - earlier > 1`,
    dormant: `bucket = ${bucket - 1} and (later is null or later - bucket > 1)`,
  };
  return { ...historiesSql(query, buckets, feature), table: 'following', condition: conditions[query.state] };
}

/** Those active on exactly so many of the 28 days. */
export function frequentPeople(query: PowerPeopleQuery, feature: DefinedFeature | null): Counted {
  return { ...dayCountsSql(query, feature), table: 'people', condition: `active_days = ${query.days}` };
}

function dayOfText(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

function assertWithin(
  path: string,
  number: number,
  { first, last }: Pick<BucketRange, 'first' | 'last'>,
): void {
  if (number < first || number > last) throw noSuch(path, 'a day of the period');
}

function noSuch(path: string, wanted: string): AppError {
  return new AppError('invalid', `There is no such ${path}: it must be ${wanted}.`, {
    errors: [{ path, message: `must be ${wanted}` }],
  });
}
