import { type DateRange, periodOf } from '#lib/core/date-range';
import { formatDay } from '#lib/core/format-time';
import { dayInZone } from '#lib/core/time-zone';
import type { FunnelAnswer } from '#lib/funnels/answers';
import { isRange, readRange } from '#lib/funnels/period';
import type { FunnelQuestionInput } from '#lib/funnels/schema';

/** What an answer stands beside: one of these, or days like `2024-01-04..2024-04-08`, both included. */
export const COMPARISONS = ['none', 'previous', 'earlier'] as const;

const IN_LINK: Record<string, string> = { none: '0', previous: '1', earlier: 'earlier' };
const DAY_ZERO = new Date(0).toISOString();
const DAY_MS = 86_400_000;

export function writeComparison(comparison: string): string {
  return IN_LINK[comparison] ?? comparison;
}

/** The inverse; null for a text that means nothing. */
export function readComparison(text: string): string | null {
  const known = COMPARISONS.find((comparison) => IN_LINK[comparison] === text);
  return known ?? (isChosenDays(text) ? text : null);
}

/** Whether a comparison is with days that somebody named. */
export function isChosenDays(comparison: string): boolean {
  return comparison.includes('..') && isRange(comparison);
}

/** What is asked besides the question itself; chosen days are those of the zone. */
export function comparisonOf(
  comparison: string,
  period: { from: string },
  timeZone: string,
): Pick<FunnelQuestionInput, 'compare' | 'compareFrom' | 'compareTo'> {
  if (comparison === 'none') return {};
  if (comparison === 'previous') return { compare: 'previous' };
  if (comparison === 'earlier') return { compareFrom: DAY_ZERO, compareTo: period.from };
  const { from, to } = periodOf(readRange(comparison), new Date(period.from), timeZone);
  return { compareFrom: from, compareTo: to };
}

/** The days that are offered first: as long as the period, just before it. */
export function daysBefore({ from, to }: { from: string; to: string }, timeZone: string): DateRange {
  const days = Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS));
  const first = Date.parse(dayInZone(Date.parse(from), timeZone));
  const day = (back: number) => new Date(first - back * DAY_MS).toISOString().slice(0, 10);
  return { kind: 'custom', firstDay: day(days), lastDay: day(1) };
}

/** What an answer stands beside, in the middle of a sentence. */
export function comparedInWords(
  { period, compare }: Pick<FunnelAnswer, 'period' | 'compare'>,
  timeZone: string,
): string {
  if (!compare) return 'nothing';
  const { start, end } = compare.period;
  const length = (one: { start: string; end: string }) => Date.parse(one.end) - Date.parse(one.start);
  if (end === period.start && length(compare.period) === length(period)) return 'the period before';
  if (start === DAY_ZERO) return `everything before ${formatDay(end, timeZone)}`;
  return `${formatDay(start, timeZone)} to ${formatDay(new Date(Date.parse(end) - 1).toISOString(), timeZone)}`;
}
