import type { BrokenBy } from '#lib/adoption/answers';
import type { DailyRow } from '#lib/adoption/daily';
import { type DayPoint, dayPoints } from '#lib/adoption/day-points';
import { figuresOf } from '#lib/adoption/figures-of';
import { isSameSegment } from '#lib/adoption/url-state';
import { formatCount } from '#lib/core/format';
import { formatDay } from '#lib/core/format-time';
import { segmentName } from '#lib/funnels/segment-name';

/** What was done on a day, or in a whole period. */
export type UsageFigures = Pick<DailyRow, 'uniqueUsers' | 'totalEvents' | 'completions' | 'avgDuration'>;

/** A day with what was done on it; days without events are days of nobody. */
export type UsageDay = DayPoint & UsageFigures;

const NOTHING = { uniqueUsers: 0, totalEvents: 0, completions: 0, avgDuration: null };

/** Every day of a period, oldest first, also those that have no row; of one segment where one is given. */
export function usageDays(
  rows: readonly DailyRow[],
  period: { from: string; to: string; timeZone: string },
  now: number,
  segment: BrokenBy | null = null,
): UsageDay[] {
  const byDate = new Map(rows.map((row) => [row.date, figuresOf<UsageFigures>(row, segment) ?? NOTHING]));
  return dayPoints(period, now).map((day) => {
    const { uniqueUsers, totalEvents, completions, avgDuration } = byDate.get(day.date) ?? NOTHING;
    return { ...day, uniqueUsers, totalEvents, completions, avgDuration };
  });
}

interface UsageSeries {
  segment: BrokenBy;
  label: string;
  /** Users of each day, in the order of the days. */
  values: number[];
}

/** The users of each value of a breakdown, day by day; the value with the most user-days first, the others last. */
export function usageSeries(
  rows: readonly (DailyRow & { breakdown?: (BrokenBy & UsageFigures)[] })[],
  days: readonly DayPoint[],
  property: string,
): UsageSeries[] {
  const segments: BrokenBy[] = [];
  for (const { value, other } of rows.flatMap(({ breakdown }) => breakdown ?? [])) {
    const segment = { value, ...(other ? { other } : {}) };
    if (!segments.some((known) => isSameSegment(known, segment))) segments.push(segment);
  }
  const byDate = new Map(rows.map((row) => [row.date, row]));
  const usersOn = (date: string, segment: BrokenBy) => {
    const row = byDate.get(date);
    return (row && figuresOf<UsageFigures>(row, segment)?.uniqueUsers) ?? 0;
  };
  const sum = ({ values }: UsageSeries) => values.reduce((total, value) => total + value, 0);
  return segments
    .map((segment) => ({
      segment,
      label: segmentName(segment, property),
      values: days.map(({ date }) => usersOn(date, segment)),
    }))
    .sort((a, b) => Number(a.segment.other ?? false) - Number(b.segment.other ?? false) || sum(b) - sum(a));
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
  return `Half of the ${over.length} whole days had at most ${people(usual)}; most came on ${formatDay(best.date)}: ${people(best.uniqueUsers)}.`;
}
