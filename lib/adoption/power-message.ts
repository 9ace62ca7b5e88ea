import { formatCount, formatPercent } from '#lib/core/format';

/** How many users there are every week's worth of days, in a sentence; `points` are users by active days of 28. */
export function powerMessage(points: readonly { days: number; users: number }[]): string {
  const usersOf = (isCounted: (days: number) => boolean) =>
    points.reduce((sum, { days, users }) => (isCounted(days) ? sum + users : sum), 0);
  const all = usersOf(() => true);
  if (all === 0) return 'Nobody used it in the four weeks that end with the period.';
  const once = usersOf((days) => days === 1);
  const half = usersOf((days) => days >= 14);
  return `Of ${formatCount(all)} users in the 28 days that end with the period, ${formatPercent(once / all)} came on one day and ${formatPercent(half / all)} on at least half of them.`;
}
