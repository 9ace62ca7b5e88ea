import type { Proportion } from '#lib/adoption/metrics';
import type { Range } from '#lib/adoption/retention-sql';
import { rangeLabels } from '#lib/adoption/triangle-rows';
import { MIN_DENOMINATOR } from '#lib/funnels/columns';
import type { Interval } from '#lib/funnels/schema';

/** A point of the retention curve as it is drawn; what too few people stand behind is a gap. */
export interface CurvePoint {
  label: string;
  value: number | null;
  interval: [number, number] | null;
  before: number | null;
  exact: Proportion;
}

interface Curves {
  curve: readonly Proportion[];
  ranges: readonly Range[];
  /** The curve of the period before, range by range. */
  before: readonly Proportion[] | null;
  interval: Interval;
  /** Whether the interval of the beginning is shown. */
  hasStart: boolean;
}

/** The points of the curve, in order. */
export function curvePoints({ curve, ranges, before, interval, hasStart }: Curves): CurvePoint[] {
  const labels = rangeLabels(ranges, interval);
  return curve
    .map((exact, place) => {
      const earlier = before?.[place];
      const isSolid = exact.of >= MIN_DENOMINATOR;
      return {
        label: labels[place] ?? '',
        value: isSolid ? exact.rate : null,
        interval: isSolid ? exact.interval : null,
        before: earlier && earlier.of >= MIN_DENOMINATOR ? earlier.rate : null,
        exact,
      };
    })
    .filter((_, place) => hasStart || ranges[place]?.first !== 0);
}
