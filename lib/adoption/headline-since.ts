import type { Change, Counted } from '#lib/adoption/change';
import type { FeatureOverview, OverviewDay } from '#lib/adoption/overview';
import type { Since } from '#lib/adoption/overview-answers';
import type { OverviewMetric } from '#lib/adoption/overview-metrics';
import { changePoint } from '#lib/stats/change-point';

/** A rate on one day. */
export interface DayRate extends Counted {
  /** `YYYY-MM-DD` */
  date: string;
}

/** The daily rates behind a feature's figure; days whose returns are not over are left out. */
export function dayRatesOf({ days }: FeatureOverview, metric: OverviewMetric): DayRate[] {
  return days
    .filter(({ isReturnOver }) => metric !== 'retention' || isReturnOver)
    .map((day) => ({ date: day.date, ...rateOn(day, metric) }));
}

/** Since when a rate is what it is; null where the days tell of another change than the one that was found. */
export function sinceOf(change: Change, rates: readonly DayRate[]): Since | null {
  const found = changePoint(rates);
  if (!found || Math.sign(found.difference) !== Math.sign(change.difference)) return null;
  const dateOf = (index: number) => rates[index]?.date ?? '';
  return { day: dateOf(found.index), first: dateOf(found.first), last: dateOf(found.last) };
}

/** The rate of one day: so many of so many. */
export function rateOn(day: OverviewDay, metric: OverviewMetric): Counted {
  if (metric === 'adoption') return { count: day.activeUsers, of: day.totalUsers };
  return { count: metric === 'activation' ? day.activatedUsers : day.returnedUsers, of: day.activeUsers };
}
