import type { Live } from '#lib/core/live';
import type { ShellState } from '#lib/core/shell-state';

/** Longer than anybody who looks needs for a round, whatever AWS lets through. */
const OLD_AFTER_MS = 5 * 60_000;

/** How many alarms were red when they were read last, and whether that still tells anything; null before that. */
export function seenAlarms({ alarms, readAt, problem }: Live, now: Date): ShellState['alarms'] {
  if (!readAt) return null;
  const red = alarms.filter(({ state }) => state === 'ALARM').length;
  const isOld = problem !== null || now.getTime() - readAt.getTime() > OLD_AFTER_MS;
  return { red, readAt: readAt.toISOString(), isOld };
}
