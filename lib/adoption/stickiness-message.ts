import type { StickinessPoint } from '#lib/adoption/stickiness';
import { formatPercent } from '#lib/core/format';
import { MIN_DENOMINATOR } from '#lib/funnels/columns';

/** How sticky a feature is over the whole days of a period, in a sentence. */
export function stickinessMessage(
  points: readonly StickinessPoint[],
  days: readonly { isIncomplete: boolean }[],
): string {
  const over = points.filter(
    ({ monthly }, index) => days[index]?.isIncomplete === false && monthly >= MIN_DENOMINATOR,
  );
  if (over.length === 0) return 'Too few users in four weeks to say how often they come.';
  const mean = (value: (point: StickinessPoint) => number | null) =>
    over.reduce((sum, point) => sum + (value(point) ?? 0), 0) / over.length;
  const month = formatPercent(mean(({ dailyPerMonthly }) => dailyPerMonthly));
  const week = formatPercent(mean(({ dailyPerWeekly }) => dailyPerWeekly));
  return `On a usual day came ${month} of those who used it in the 28 days to then, and ${week} of those of the 7 days.`;
}
