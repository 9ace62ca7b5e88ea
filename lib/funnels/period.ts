/** The period a range of a link stands for: whole UTC days, `to` is the first instant after the last of them. */
export interface Period {
  from: string;
  to: string;
}

const DAY_MS = 86_400_000;

/**
 * @param range `30d` (the last thirty days, today included) or `2026-01-01..2026-01-31` (both days included).
 * @param now epoch milliseconds.
 */
export function periodOf(range: string, now: number): Period {
  const [first, last] = range.split('..');
  if (first !== undefined && last !== undefined) return daysBetween(Date.parse(first), Date.parse(last));
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  return daysBetween(today - (Number.parseInt(range, 10) - 1) * DAY_MS, today);
}

function daysBetween(firstDay: number, lastDay: number): Period {
  return { from: new Date(firstDay).toISOString(), to: new Date(lastDay + DAY_MS).toISOString() };
}

/** The range in words, as it stands in the sentence: "the last 30 days", "1 Jan 2026 to 31 Jan 2026". */
export function rangeInWords(range: string): string {
  const [first, last] = range.split('..');
  if (first !== undefined && last !== undefined) {
    return first === last ? dayInWords(first) : `${dayInWords(first)} to ${dayInWords(last)}`;
  }
  const days = Number.parseInt(range, 10);
  return days === 1 ? 'today' : `the last ${days} days`;
}

function dayInWords(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  return date.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
}
