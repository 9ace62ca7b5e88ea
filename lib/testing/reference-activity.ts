import type { DefinedFeature } from '#lib/adoption/kinds';
import type { StoredEvent } from '#lib/core/event-store';
import type { Interval } from '#lib/funnels/schema';
import { calendarDay } from '#lib/testing/adoption-worlds';
import { dayNumber, isAttempt } from '#lib/testing/reference-adoption';

/** The first day of the day, week or month that holds a day of the calendar. */
export function intervalOf(date: string, interval: Interval): string {
  if (interval === 'day') return date;
  if (interval === 'month') return `${date.slice(0, 7)}-01`;
  let day = dayNumber(date);
  while (new Date(day * 86_400_000).getUTCDay() !== 1) day -= 1;
  return textOf(day);
}

/** The interval that begins so many intervals after the one that begins on `start`. */
export function later(start: string, interval: Interval, count: number): string {
  if (interval !== 'month') return textOf(dayNumber(start) + count * (interval === 'day' ? 1 : 7));
  const [year = 0, month = 0] = start.split('-').map(Number);
  return textOf(Date.UTC(year, month - 1 + count) / 86_400_000);
}

/** All intervals that touch a period, one after the other. */
export function intervalsOf(from: number, to: number, timeZone: string, interval: Interval): string[] {
  const last = intervalOf(calendarDay(to - 1, timeZone), interval);
  const found = [intervalOf(calendarDay(from, timeZone), interval)];
  while ((found.at(-1) ?? last) < last) found.push(later(found.at(-1) ?? last, interval, 1));
  return found;
}

/** Events that count as activity, by user, in order of time. */
export function activityOf(
  events: StoredEvent[],
  feature: DefinedFeature | null,
): Map<string, StoredEvent[]> {
  const byUser = new Map<string, StoredEvent[]>();
  for (const event of [...events].sort((a, b) => a.eventTime - b.eventTime)) {
    if (feature && !isAttempt(event, feature)) continue;
    byUser.set(event.userId, [...(byUser.get(event.userId) ?? []), event]);
  }
  return byUser;
}

function textOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
