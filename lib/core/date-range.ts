import { formatDay } from '#lib/core/format-time';
import { dayInZone, startOfDayInZone } from '#lib/core/time-zone';

/** What a person picks: the last so many days including today, or named days, both included (`YYYY-MM-DD`). */
export type DateRange =
  | { kind: 'last'; days: number }
  | { kind: 'custom'; firstDay: string; lastDay: string };

export const PRESET_DAYS = [7, 30, 90] as const;

const DAY_MS = 86_400_000;

/**
 * The half-open period `[from, to)` that a range means, as ISO instants; days are those of the zone. "Last 7 days"
 * ends with the coming midnight, so that the question, and its kept answer, stay the same all day.
 */
export function periodOf(range: DateRange, now: Date, timeZone = 'UTC'): { from: string; to: string } {
  const { firstDay, lastDay } = daysOf(range, now, timeZone);
  const startOf = (day: string) => new Date(startOfDayInZone(day, timeZone)).toISOString();
  return { from: startOf(firstDay), to: startOf(shifted(lastDay, 1)) };
}

/** The first and the last day of a range, both included. */
export function daysOf(range: DateRange, now: Date, timeZone = 'UTC'): { firstDay: string; lastDay: string } {
  if (range.kind === 'custom') return { firstDay: range.firstDay, lastDay: range.lastDay };
  const lastDay = dayInZone(now.getTime(), timeZone);
  return { firstDay: shifted(lastDay, 1 - range.days), lastDay };
}

/** "last 30 days", "1 Nov 2026 – 12 Nov 2026", "1 Nov 2026". */
export function dateRangeLabel(range: DateRange): string {
  if (range.kind === 'last') return range.days === 1 ? 'today' : `last ${range.days} days`;
  const first = formatDay(range.firstDay);
  return range.firstDay === range.lastDay ? first : `${first} – ${formatDay(range.lastDay)}`;
}

function shifted(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}
