'use client';

import dynamic from 'next/dynamic';
import { type CurvePoint, curvePoints } from '#lib/adoption/curve-points';
import type { Proportion } from '#lib/adoption/metrics';
import type { Range } from '#lib/adoption/retention-sql';
import { formatCount, formatPercent, formatPoints } from '#lib/core/format';
import type { Interval } from '#lib/funnels/schema';

const BandChart = dynamic(() => import('#components/charts/band-chart'), { ssr: false });

interface RetentionCurveProps {
  curve: readonly Proportion[];
  ranges: readonly Range[];
  /** The same of the period before, where it was asked for. */
  before: readonly Proportion[] | null;
  interval: Interval;
  /** Whether the interval of the beginning says anything: whoever began by using it did use it then. */
  hasStart: boolean;
}

/** All whole cohorts together, with the interval, and dashed what it was before. */
export function RetentionCurve({ curve, ranges, before, interval, hasStart }: RetentionCurveProps) {
  const points = curvePoints({ curve, ranges, before, interval, hasStart });
  const describe = (label: string) => {
    const point = points.find((one) => one.label === label);
    return point ? <PointWords point={point} /> : null;
  };
  return (
    <div className="rounded-box border border-line bg-surface p-3">
      <p className="mb-1 text-12 text-ink-2">
        Came back, all whole cohorts together, with the 95% interval
        {before ? ' (dashed: the period before)' : ''}
      </p>
      <div className="h-55">
        <BandChart
          points={points}
          formatValue={(rate) => formatPercent(rate).replace('.0%', '%')}
          describe={describe}
        />
      </div>
    </div>
  );
}

function PointWords({ point: { label, exact, before } }: { point: CurvePoint }) {
  const { count, of, rate, interval, pending } = exact;
  return (
    <span className="flex flex-col tabular-nums">
      <span className="font-medium">{label}</span>
      <span>
        {formatPercent(rate)}: {formatCount(count)} of {formatCount(of)}
      </span>
      {interval ? (
        <span>
          95%: {formatPercent(interval[0])} to {formatPercent(interval[1])}
        </span>
      ) : null}
      {before === null || rate === null ? null : (
        <span>
          {formatPercent(before)} before, {formatPoints(rate - before)}
        </span>
      )}
      {pending > 0 ? <span>{formatCount(pending)} whose time is not over are left out</span> : null}
    </span>
  );
}
