import { activitySql } from '#lib/adoption/activity-sql';
import { PART_COLUMNS, type Parts, partsSql } from '#lib/adoption/breakdown-sql';
import { numbersBetween } from '#lib/adoption/bucket';
import { periodSql } from '#lib/adoption/day-sql';
import { attemptSql, type DefinedFeature } from '#lib/adoption/kinds';
import { dayText, localDay, startOfLocalDay } from '#lib/adoption/local-day';
import type { StickinessQuery } from '#lib/adoption/schema';
import type { Row } from '#lib/core/warehouse';
import { type Fragment, sql } from '#lib/funnels/fragment';

/** Whole weeks, so that no weekday counts more than another. */
export const WEEK_DAYS = 7;
export const MONTH_DAYS = 28;

export const STICKINESS_COLUMNS = {
  local_day: 'integer',
  reach: 'integer',
  ...PART_COLUMNS,
  users: 'integer',
} as const;
export const CURVE_COLUMNS = { active_days: 'integer', ...PART_COLUMNS, users: 'integer' } as const;

export interface StickinessPoint {
  /** `YYYY-MM-DD`, a day of the asked zone. */
  date: string;
  /** Distinct users of the day, of the 7 days that end with it, and of the 28 days. */
  daily: number;
  weekly: number;
  monthly: number;
  /** null where there is nothing to divide by. */
  dailyPerWeekly: number | null;
  dailyPerMonthly: number | null;
  weeklyPerMonthly: number | null;
}

/** The question without what only decides what it is held against. */
export type StickinessPeriod = Pick<StickinessQuery, 'from' | 'to' | 'timeZone' | 'breakdown'>;

/** The days of the zone that touch the period, and the 28 days that end with the first and with the last of them. */
export function stickinessSpan({ from, to, timeZone }: StickinessPeriod) {
  const firstDay = localDay(Date.parse(from), timeZone);
  const lastDay = localDay(Date.parse(to) - 1, timeZone);
  const startOf = (day: number) => startOfLocalDay(day, timeZone);
  return {
    firstDay,
    lastDay,
    periodStart: startOf(firstDay),
    start: startOf(firstDay - MONTH_DAYS + 1),
    curveStart: startOf(lastDay - MONTH_DAYS + 1),
    end: startOf(lastDay + 1),
  };
}

/**
 * Active days by how many days pass until the same user's next one. From these few rows the distinct users of any
 * run of days follow: each counts on the last active day within it.
 */
export function stickinessSql(query: StickinessPeriod, feature: DefinedFeature | null): Fragment {
  const { tables, parts } = activeDaysSql(query, feature);
  return sql`${tables},
following as (select user_id, local_day, lead(local_day) over (partition by user_id order by local_day) - local_day as gap from days)
select local_day, least(coalesce(gap, ${MONTH_DAYS}), ${MONTH_DAYS}) as reach, ${parts.columns}, count(*) as users from following${parts.join('following')} group by 1, 2${parts.keys}`;
}

/** `days`: one row for each day on which someone was active, from 28 days before the period. */
export function activeDaysSql(
  query: StickinessPeriod,
  feature: DefinedFeature | null,
): { tables: Fragment; parts: Parts } {
  const { start, end } = stickinessSpan(query);
  const parts = partsSql(query.breakdown, activityIn(start, end, feature));
  const tables = sql`with ${parts.tables}days as (select distinct user_id, local_day from (${activitySql(start, end, query.timeZone, feature)}) as active)`;
  return { tables, parts };
}

/** How many users were active on how many of the 28 days that end with the last day of the period. */
export function curveSql(query: StickinessPeriod, feature: DefinedFeature | null): Fragment {
  const { tables, parts } = dayCountsSql(query, feature);
  return sql`${tables}
select active_days, ${parts.columns}, count(*) as users from people${parts.join('people')} group by active_days${parts.keys}`;
}

/** `people`: whoever was active in the 28 days, with the number of days. */
export function dayCountsSql(
  query: StickinessPeriod,
  feature: DefinedFeature | null,
): { tables: Fragment; parts: Parts } {
  const { curveStart, end } = stickinessSpan(query);
  const parts = partsSql(query.breakdown, activityIn(curveStart, end, feature));
  const tables = sql`with ${parts.tables}people as (select user_id, count(distinct local_day) as active_days from (${activitySql(curveStart, end, query.timeZone, feature)}) as active group by user_id)`;
  return { tables, parts };
}

function activityIn(from: number, to: number, feature: DefinedFeature | null): Fragment {
  return sql`events where ${periodSql(from, to)}${feature ? sql` and ${attemptSql(feature)}` : sql``}`;
}

/** One point for each day of the period. */
export function stickinessPoints(
  query: StickinessPeriod,
  rows: Row<typeof STICKINESS_COLUMNS>[],
): StickinessPoint[] {
  const { firstDay, lastDay } = stickinessSpan(query);
  // What a row adds to the users of the days after it: one row of a day counts until its users are seen again.
  const usersIn = (day: number, length: number) =>
    rows.reduce((sum, row) => {
      const age = day - (row.local_day ?? 0);
      return age >= 0 && age < Math.min(row.reach ?? 0, length) ? sum + (row.users ?? 0) : sum;
    }, 0);
  return numbersBetween(firstDay, lastDay).map((day) => {
    const daily = usersIn(day, 1);
    const weekly = usersIn(day, WEEK_DAYS);
    const monthly = usersIn(day, MONTH_DAYS);
    return {
      date: dayText(day),
      ...{ daily, weekly, monthly },
      dailyPerWeekly: quotient(daily, weekly),
      dailyPerMonthly: quotient(daily, monthly),
      weeklyPerMonthly: quotient(weekly, monthly),
    };
  });
}

/** A point for each number of days from 1 to 28. */
export function curvePoints(rows: Row<typeof CURVE_COLUMNS>[]): { days: number; users: number }[] {
  return numbersBetween(1, MONTH_DAYS).map((days) => ({
    days,
    users: rows.reduce((sum, row) => (row.active_days === days ? sum + (row.users ?? 0) : sum), 0),
  }));
}

function quotient(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
