import type { DailyRow } from '#lib/adoption/daily';
import { type DayPoint, dayPoints } from '#lib/adoption/day-points';
import { formatCount } from '#lib/core/format';
import { formatDay } from '#lib/core/format-time';

/** A day with what was done on it; days without events are days of nobody. */
export type UsageDay = DayPoint & Omit<DailyRow, 'feature' | 'date'>;

const NOTHING = { uniqueUsers: 0, totalEvents: 0, completions: 0, avgDuration: null };

/** Every day of a period, oldest first, also those that have no row. */
export function usageDays(
  rows: readonly DailyRow[],
  period: { from: string; to: string; timeZone: string },
  now: number,
): UsageDay[] {
  const byDate = new Map(rows.map(({ feature: _, ...row }) => [row.date, row]));
  return dayPoints(period, now).map((day) => ({ ...NOTHING, ...byDate.get(day.date), ...day }));
}

/** How many use a feature on a usual day, and on its best, in a sentence; days that are not over do not count. */
export function usageMessage(days: readonly UsageDay[]): string {
  const over = days.filter(({ isIncomplete }) => !isIncomplete);
  const best = over.reduce<UsageDay | null>(
    (most, day) => (most === null || day.uniqueUsers > most.uniqueUsers ? day : most),
    null,
  );
  if (best === null) return 'No day of this period is over yet.';
  if (best.uniqueUsers === 0) return 'Nobody did anything with it on the days of this period that are over.';
  const sorted = over.map(({ uniqueUsers }) => uniqueUsers).toSorted((a, b) => a - b);
  const usual = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  const people = (count: number) => `${formatCount(count)} ${count === 1 ? 'user' : 'users'}`;
  return `${people(usual)} on the middle one of ${over.length} whole days; most on ${formatDay(best.date)}, ${people(best.uniqueUsers)}.`;
}
