import { AppError } from '#lib/core/errors';
import { dayInZone, startOfDayInZone } from '#lib/core/time-zone';
import type { DigestWeek } from '#lib/dashboards/digest-answers';
import { lastWeekOver, mondayOf, weekOf, weeksAfter } from '#lib/dashboards/iso-week';

const DAY_MS = 86_400_000;

/**
 * A week of a zone; without a name the newest that is over.
 *
 * @throws AppError `invalid` for a week that no calendar has, or that has not begun.
 */
export function digestWeek(name: string | undefined, now: Date, timeZone: string): DigestWeek {
  const asked = name ?? lastWeekOver(now, timeZone);
  const firstDay = mondayOf(asked);
  if (firstDay === null) {
    throw new AppError(
      'invalid',
      `No calendar has the week ${asked}; the first of a year is W01, the last W52 or W53.`,
    );
  }
  const nextMonday = weeksAfter(firstDay, 1);
  const [start, end] = [firstDay, nextMonday].map((day) => startOfDayInZone(day, timeZone));
  const thisWeek = weekOf(dayInZone(now.getTime(), timeZone));
  if ((start ?? 0) > now.getTime()) {
    throw new AppError('invalid', `The week ${asked} has not begun; the running one is ${thisWeek}.`);
  }
  return {
    name: asked,
    firstDay,
    lastDay: daysFrom(firstDay, 7)[6] ?? firstDay,
    period: { start: new Date(start ?? 0).toISOString(), end: new Date(end ?? 0).toISOString() },
    isOver: (end ?? 0) <= now.getTime(),
    previous: weekOf(weeksAfter(firstDay, -1)),
    next: asked === thisWeek ? null : weekOf(nextMonday),
  };
}

/** So many days from the first on, `YYYY-MM-DD`. */
export function daysFrom(firstDay: string, count: number): string[] {
  return Array.from({ length: count }, (_, n) =>
    new Date(Date.parse(firstDay) + n * DAY_MS).toISOString().slice(0, 10),
  );
}
