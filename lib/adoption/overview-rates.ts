import { rateOn } from '#lib/adoption/headline-since';
import type { FeatureOverview } from '#lib/adoption/overview';
import type { OverviewMetric } from '#lib/adoption/overview-metrics';
import { formatCount, formatPercent, formatPoints } from '#lib/core/format';

/** What a small line draws: one value a day, the period before first. */
export interface DayLine {
  values: (number | null)[];
  /** How many of them are of the period before. */
  earlier: number;
  /** From here on values may still rise. */
  incompleteFrom: number;
}

export const METRIC_LABELS: Record<OverviewMetric, string> = {
  adoption: 'Adoption',
  activation: 'Activation',
  retention: '7-day retention',
};

/** The daily rates of a metric, null on days without anybody. */
export function rateLine({ days }: FeatureOverview, metric: OverviewMetric): DayLine {
  const values = days.map((day) => {
    const { count, of } = rateOn(day, metric);
    return of === 0 ? null : count / of;
  });
  const open = metric === 'retention' ? days.findIndex(({ isReturnOver }) => !isReturnOver) : -1;
  return { values, earlier: earlierOf(days), incompleteFrom: open === -1 ? values.length : open };
}

/** Users of each day. */
export function usersLine({ days }: FeatureOverview): DayLine {
  const values = days.map(({ activeUsers }) => activeUsers);
  return { values, earlier: earlierOf(days), incompleteFrom: values.length };
}

/** A rate with all that it is made of: how many, how sure, what it was, and whether the change is more than noise. */
export function rateInWords(
  { metrics }: FeatureOverview,
  metric: OverviewMetric,
  definition: string,
): string {
  const { now, before, change } = metrics[metric];
  const users = `${formatCount(now.count)} of ${formatCount(now.of)} users.`;
  const sure = now.interval
    ? ` 95% interval ${formatPercent(now.interval[0])} to ${formatPercent(now.interval[1])}.`
    : '';
  const pending = now.pending > 0 ? ` ${formatCount(now.pending)} have days left and are not counted.` : '';
  const was = change
    ? ` Before: ${formatPercent(before.rate)}, ${formatCount(before.count)} of ${formatCount(before.of)}; the change is ${formatPoints(change.interval[0])} to ${formatPoints(change.interval[1])}, ${change.isMoreThanNoise ? 'more than noise' : 'which may be noise'}.`
    : ' Nobody to compare with before.';
  return `${definition} ${users}${sure}${pending}${was}`;
}

function earlierOf(days: FeatureOverview['days']): number {
  return days.filter(({ isBefore }) => isBefore).length;
}
