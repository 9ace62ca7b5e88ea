import { formatDay } from '#lib/core/format-time';

/** What a person picks: the last so many days including today, or named days, both included (`YYYY-MM-DD`, UTC). */
export type DateRange =
  | { kind: 'last'; days: number }
  | { kind: 'custom'; firstDay: string; lastDay: string };

export const PRESET_DAYS = [7, 30, 90] as const;

const DAY_MS = 86_400_000;

/**
 * The half-open period `[from, to)` that a range means, as ISO instants. "Last 7 days" ends with the coming
 * midnight, so that the question, and its kept answer, stay the same all day.
 */
export function periodOf(range: DateRange, now: Date): { from: string; to: string } {
  const [first, last] =
    range.kind === 'custom'
      ? [Date.parse(range.firstDay), Date.parse(range.lastDay)]
      : [startOfDay(now) - (range.days - 1) * DAY_MS, startOfDay(now)];
  return { from: new Date(first).toISOString(), to: new Date(last + DAY_MS).toISOString() };
}

/** "last 30 days", "1 Nov 2026 – 12 Nov 2026", "1 Nov 2026". */
export function dateRangeLabel(range: DateRange): string {
  if (range.kind === 'last') return range.days === 1 ? 'today' : `last ${range.days} days`;
  const first = formatDay(range.firstDay);
  return range.firstDay === range.lastDay ? first : `${first} – ${formatDay(range.lastDay)}`;
}

function startOfDay(instant: Date): number {
  return Math.floor(instant.getTime() / DAY_MS) * DAY_MS;
}
