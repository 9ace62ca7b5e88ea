import { dayInZone } from '#lib/core/time-zone';

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
// The first day of 1970 was a Thursday.
const FIRST_MONDAY_MS = 4 * DAY_MS;

/** The ISO 8601 week (`2026-W47`, from Monday) that has a day (`YYYY-MM-DD`). It belongs to the year of its Thursday. */
export function weekOf(day: string): string {
  const thursday = mondayMs(Date.parse(day)) + 3 * DAY_MS;
  const year = new Date(thursday).getUTCFullYear();
  const number = Math.floor((thursday - Date.UTC(year, 0, 1)) / WEEK_MS) + 1;
  return `${String(year).padStart(4, '0')}-W${String(number).padStart(2, '0')}`;
}

/** The Monday of a week, `YYYY-MM-DD`; null for a text that names no week, such as the 53rd of a year with 52. */
export function mondayOf(week: string): string | null {
  const [, year, number] = /^(\d{4})-W(\d\d)$/.exec(week) ?? [];
  // 4 January is always in the first week.
  const first = mondayMs(Date.UTC(Number(year), 0, 4));
  const monday = first + (Number(number) - 1) * WEEK_MS;
  if (Number.isNaN(monday)) return null;
  const day = dayText(monday);
  return weekOf(day) === week ? day : null;
}

/** The day so many weeks later, or earlier. */
export function weeksAfter(day: string, weeks: number): string {
  return dayText(Date.parse(day) + weeks * WEEK_MS);
}

/** The newest week that is over where the zone's calendar hangs. */
export function lastWeekOver(now: Date, timeZone: string): string {
  return weekOf(weeksAfter(dayInZone(now.getTime(), timeZone), -1));
}

function mondayMs(time: number): number {
  return Math.floor((time - FIRST_MONDAY_MS) / WEEK_MS) * WEEK_MS + FIRST_MONDAY_MS;
}

function dayText(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
