/** A function's version that went live for the first time. */
interface Shipped {
  function: string;
  version: string;
}

export interface Deployment {
  at: Date;
  shipped: readonly Shipped[];
}

/** A rollback that moved its aliases. */
export interface Recovery {
  at: Date;
  /** What it left. */
  left: readonly Shipped[];
}

export interface HurtTime {
  openedAt: Date;
  detectedAt: Date | null;
  mitigatedAt: Date | null;
}

export interface Records {
  deployments: readonly Deployment[];
  recoveries: readonly Recovery[];
  incidents: readonly HurtTime[];
}

interface Period {
  from: Date;
  to: Date;
}

/** Null is nothing to measure, which is not 0. */
export interface Measures {
  deployments: number;
  deploymentsPerDay: number | null;
  failedDeployments: number;
  changeFailureRate: number | null;
  /** Median over the failed deployments. */
  recoverySeconds: number | null;
  incidents: number;
  mitigated: number;
  /** Mean over the incidents that were mitigated. */
  mttrSeconds: number | null;
}

/** What each measure counts, in a sentence. */
export const MEASURE_DEFINITIONS: Record<
  'deploymentsPerDay' | 'changeFailureRate' | 'recoverySeconds' | 'mttrSeconds',
  string
> = {
  deploymentsPerDay:
    'Versions that went live for the first time, per day of the period; several functions moved by one change are one deployment.',
  changeFailureRate: 'The share of the deployments of the period from which a rollback moved away.',
  recoverySeconds:
    'The median time from a failed deployment of the period to the last move of the rollback that left it.',
  mttrSeconds:
    'The mean time from when it was first seen to hurt (its first red alarm, else when the incident was opened) until it was mitigated, over the incidents mitigated in the period.',
};

const DAY_MS = 86_400_000;

/** The measures of a half-open period, from the records alone. */
export function measuresOf({ deployments, recoveries, incidents }: Records, period: Period): Measures {
  const own = deployments.filter(({ at }) => isIn(period, at));
  const recovered = own.flatMap((deployment) => {
    const recovery = recoveryOf(deployment, deployments, recoveries);
    return recovery ? (recovery.at.getTime() - deployment.at.getTime()) / 1000 : [];
  });
  const mended = incidents.flatMap(({ mitigatedAt, detectedAt, openedAt }) =>
    mitigatedAt && isIn(period, mitigatedAt)
      ? (mitigatedAt.getTime() - (detectedAt ?? openedAt).getTime()) / 1000
      : [],
  );
  const days = (period.to.getTime() - period.from.getTime()) / DAY_MS;
  return {
    deployments: own.length,
    deploymentsPerDay: own.length === 0 ? null : own.length / days,
    failedDeployments: recovered.length,
    changeFailureRate: own.length === 0 ? null : recovered.length / own.length,
    recoverySeconds: median(recovered),
    incidents: incidents.filter(({ openedAt }) => isIn(period, openedAt)).length,
    mitigated: mended.length,
    mttrSeconds: mended.length === 0 ? null : mended.reduce((sum, value) => sum + value, 0) / mended.length,
  };
}

/** The first rollback that left what this deployment shipped, unless it was shipped again in between. */
function recoveryOf(
  deployment: Deployment,
  deployments: readonly Deployment[],
  recoveries: readonly Recovery[],
): Recovery | undefined {
  const isSame = (one: Shipped) => (other: Shipped) =>
    one.function === other.function && one.version === other.version;
  return recoveries
    .filter(({ at }) => at >= deployment.at)
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .find(({ at, left }) =>
      deployment.shipped.some(
        (shipped) =>
          left.some(isSame(shipped)) &&
          !deployments.some(
            (later) => later.at > deployment.at && later.at <= at && later.shipped.some(isSame(shipped)),
          ),
      ),
    );
}

function isIn({ from, to }: Period, at: Date): boolean {
  return at >= from && at < to;
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** The weeks that a period touches, each from Monday to Monday (UTC), cut to the period. */
export function weeksOf({ from, to }: Period): Period[] {
  const day = Math.floor(from.getTime() / DAY_MS);
  // 1 January 1970 was a Thursday.
  const monday = day - ((((day + 3) % 7) + 7) % 7);
  const weeks: Period[] = [];
  for (let start = monday * DAY_MS; start < to.getTime(); start += 7 * DAY_MS) {
    weeks.push({
      from: new Date(Math.max(start, from.getTime())),
      to: new Date(Math.min(start + 7 * DAY_MS, to.getTime())),
    });
  }
  return weeks;
}
