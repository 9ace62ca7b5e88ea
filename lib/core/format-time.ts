import { formatDuration, NO_DATA } from '#lib/core/format';

const DAY = 86_400;

type Instant = Date | string | null | undefined;

const asDate = (instant: Exclude<Instant, null | undefined>): Date =>
  instant instanceof Date ? instant : new Date(instant);

/** To the second with the zone named: "23 Nov 2026, 14:05:09 UTC". */
export function formatExact(instant: Instant, timeZone = 'UTC'): string {
  return formatParts(instant, timeZone, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  });
}

/** "23 Nov 2026". */
export function formatDay(instant: Instant, timeZone = 'UTC'): string {
  return formatParts(instant, timeZone, {});
}

/** To the minute with the zone named: "23 Nov 2026, 14:05 UTC". */
export function formatMinute(instant: Instant, timeZone = 'UTC'): string {
  return formatParts(instant, timeZone, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  });
}

/** Of a day that the reader knows: "14:05 UTC". */
export function formatClock(instant: Instant): string {
  return instant ? `${asDate(instant).toISOString().slice(11, 16)} UTC` : NO_DATA;
}

/** In a list whose head names day and zone: "14:05:09". */
export function formatSecond(instant: Instant): string {
  return instant ? asDate(instant).toISOString().slice(11, 19) : NO_DATA;
}

function formatParts(instant: Instant, timeZone: string, parts: Intl.DateTimeFormatOptions): string {
  if (!instant) return NO_DATA;
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone,
    ...parts,
  }).format(asDate(instant));
}

/** Relative up to a day in either direction ("12 min ago", "in 3 h"), then to the minute. Never says seconds. */
export function formatRelative(instant: Instant, now: Date): string {
  if (!instant) return NO_DATA;
  const seconds = (now.getTime() - asDate(instant).getTime()) / 1000;
  const size = Math.abs(seconds);
  if (size >= DAY) return formatMinute(instant);
  if (size < 60) return seconds >= 0 ? 'just now' : 'in less than a minute';
  const unit = size < 3600 ? 60 : 3600;
  const text = formatDuration(Math.floor(size / unit) * unit);
  return seconds >= 0 ? `${text} ago` : `in ${text}`;
}
