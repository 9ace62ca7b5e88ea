import { formatCount, formatPercent } from '#lib/core/format';
import { formatDay } from '#lib/core/format-time';
import type { TrendPoint } from '#lib/funnels/answers';
import { MIN_DENOMINATOR } from '#lib/funnels/columns';
import type { Interval } from '#lib/funnels/schema';
import type { Unit } from '#lib/funnels/url-state';

/** What a trend says: where complete points begin and end, the lowest of them, and how many are not complete. */
export function trendMessage(points: TrendPoint[], unit: Unit, interval: Interval): string {
  const entered = points.reduce((sum, point) => sum + point.entered, 0);
  if (entered === 0) return `No ${unit} entered in this period.`;
  const solid = points.filter((point) => point.pending === 0 && point.entered >= MIN_DENOMINATOR);
  const open = points.filter((point) => point.pending > 0).length;
  const tail =
    open === 0 ? '' : ` ${formatCount(open)} ${open === 1 ? interval : `${interval}s`} still open.`;
  const first = solid[0];
  const last = solid.at(-1);
  if (!first || !last || first === last) {
    return `Too few complete ${interval}s with at least ${MIN_DENOMINATOR} ${unit}s to see a direction.${tail}`;
  }
  const lowest = solid.reduce((low, point) =>
    (point.conversion ?? 1) < (low.conversion ?? 1) ? point : low,
  );
  const from = `${formatPercent(first.conversion)} on ${formatDay(first.start)}`;
  const to = `${formatPercent(last.conversion)} on ${formatDay(last.start)}`;
  return `From ${from} to ${to}; lowest ${formatPercent(lowest.conversion)} on ${formatDay(lowest.start)}.${tail}`;
}
