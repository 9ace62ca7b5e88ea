import { formatDay } from '#lib/core/format-time';

/** "16 Nov": beneath a bar there is no room for the year. */
export function shortDay(day: string): string {
  return formatDay(day).replace(/ \d{4}$/, '');
}
