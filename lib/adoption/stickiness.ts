import { activitySql } from '#lib/adoption/activity-sql';
import { numbersBetween } from '#lib/adoption/bucket';
import type { DefinedFeature } from '#lib/adoption/kinds';
import { dayText, localDay, startOfLocalDay } from '#lib/adoption/local-day';
import type { StickinessQuery } from '#lib/adoption/schema';
import type { Row } from '#lib/core/warehouse';
import { type Fragment, sql } from '#lib/funnels/fragment';

/** Whole weeks, so that no weekday counts more than another. */
export const WEEK_DAYS = 7;
export const MONTH_DAYS = 28;

export const STICKINESS_COLUMNS = { local_day: 'integer', reach: 'integer', users: 'integer' } as const;
export const CURVE_COLUMNS = { active_days: 'integer', users: 'integer' } as const;

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

/** The days of the zone that touch the period, and the 28 days that end with the first and with the last of them. */
export function stickinessSpan({ from, to, timeZone }: StickinessQuery) {
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
export function stickinessSql(query: StickinessQuery, feature: DefinedFeature | null): Fragment {
  const { start, end } = stickinessSpan(query);
  return sql`with days as (select distinct user_id, local_day from (${activitySql(start, end, query.timeZone, feature)}) as active),
following as (select local_day, lead(local_day) over (partition by user_id order by local_day) - local_day as gap from days)
select local_day, least(coalesce(gap, ${MONTH_DAYS}), ${MONTH_DAYS}) as reach, count(*) as users from following group by 1, 2`;
}

/** How many users were active on how many of the 28 days that end with the last day of the period. */
export function curveSql(query: StickinessQuery, feature: DefinedFeature | null): Fragment {
  const { curveStart, end } = stickinessSpan(query);
  return sql`select active_days, count(*) as users from (select user_id, count(distinct local_day) as active_days from (${activitySql(curveStart, end, query.timeZone, feature)}) as active group by user_id) as people group by active_days`;
}

/** One point for each day of the period. */
export function stickinessPoints(
  query: StickinessQuery,
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
    users: rows.find((row) => row.active_days === days)?.users ?? 0,
  }));
}

function quotient(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
