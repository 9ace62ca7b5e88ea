import type { DateRange } from '#lib/core/date-range';
import { formatDay } from '#lib/core/format-time';

/** A range as it stands in a link: `30d`, or `2026-01-01..2026-01-31` with both days included. */
export function writeRange(range: DateRange): string {
  return range.kind === 'last' ? `${range.days}d` : `${range.firstDay}..${range.lastDay}`;
}

export function readRange(text: string): DateRange {
  const [firstDay, lastDay] = text.split('..');
  if (firstDay !== undefined && lastDay !== undefined) return { kind: 'custom', firstDay, lastDay };
  return { kind: 'last', days: Number.parseInt(text, 10) };
}

/** Whether a text is a range of days that exist, in order. */
export function isRange(text: string): boolean {
  if (/^[1-9]\d{0,3}d$/.test(text)) return true;
  const [, first, last] = /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/.exec(text) ?? [];
  return first !== undefined && last !== undefined && isDay(first) && isDay(last) && first <= last;
}

/** The range in the middle of a sentence: "the last 30 days", "1 Jan 2026 to 31 Jan 2026". */
export function rangeInWords(text: string): string {
  const range = readRange(text);
  if (range.kind === 'last') return range.days === 1 ? 'today' : `the last ${range.days} days`;
  const first = formatDay(range.firstDay);
  return range.firstDay === range.lastDay ? first : `${first} to ${formatDay(range.lastDay)}`;
}

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
