import type { WithBreakdown } from '#lib/adoption/answers';
import { broken } from '#lib/adoption/breakdown';
import type { DefinedFeature } from '#lib/adoption/kinds';
import { type METRICS_COLUMNS, METRICS_COUNTS } from '#lib/adoption/metrics-sql';
import type { RateName } from '#lib/adoption/rate-definitions';
import type { Row } from '#lib/core/warehouse';
import { ratioInterval } from '#lib/stats/ratio-interval';
import { wilson } from '#lib/stats/wilson';

/** `count` of `of` users. */
export interface Proportion {
  count: number;
  of: number;
  /** null where there is nothing to divide by. */
  rate: number | null;
  /** 95 % Wilson interval of the rate. */
  interval: [number, number] | null;
  /** Users who are in neither number because their days are not over yet. */
  pending: number;
}

/** Rates are fractions, null where there is nothing to divide by. */
export interface FeatureMetrics extends Record<RateName, number | null> {
  /** The key of the feature. */
  feature: string;
  name: string;
  /** Users with any event in the period, of whatever feature. */
  totalUsers: number;
  /** Users who tried the feature: a use event, or a step of its funnel after the first. */
  activeUsers: number;
  /** Events, as uses and completions are. */
  featureViews: number;
  featureUses: number;
  featureCompletions: number;
  /** Seconds, the mean of the use events that carry a session's duration. */
  avgSessionDuration: number | null;
  /** 95 % interval of that mean, by the delta method: users are independent, their sessions are not. */
  avgSessionInterval: [number, number] | null;
  /**
   * How users of the feature differ from comparable ones who did not use it: in the share that converted, and in
   * revenue a user. A difference, not a cause. null where it was not asked for or cannot be said; `impactReasons`
   * say why.
   */
  conversionImpact: number | null;
  revenueImpact: number | null;
  impactReasons: { conversion: string | null; revenue: string | null };
  /** What each rate divides. */
  proportions: Record<RateName, Proportion>;
}

const IMPACT_NOT_ASKED = 'It is worked out for one feature at a time, or for all with impact=true.';

type MetricsRow = Row<typeof METRICS_COLUMNS>;
type Sums = Record<keyof typeof METRICS_COUNTS, number>;

/** The metrics of each feature, in their order; a feature without events has them as well. */
export function metricsOf(
  features: DefinedFeature[],
  rows: MetricsRow[],
  breakdown?: string,
): WithBreakdown<FeatureMetrics>[] {
  return features.map(({ saved }, place) => {
    const own = rows.filter((row) => row.place === place || row.place === null);
    return broken(breakdown, own, (some) => ({ feature: saved.key, name: saved.name, ...figuresOf(some) }));
  });
}

function figuresOf(rows: MetricsRow[]): Omit<FeatureMetrics, 'feature' | 'name'> {
  const sums = sumsOf(rows);
  const proportions = proportionsOf(sums);
  return {
    totalUsers: sums.total_users,
    activeUsers: sums.active,
    featureViews: sums.views,
    featureUses: sums.uses,
    featureCompletions: sums.completions,
    ...sessionOf(sums),
    conversionImpact: null,
    revenueImpact: null,
    impactReasons: { conversion: IMPACT_NOT_ASKED, revenue: IMPACT_NOT_ASKED },
    ...ratesOf(proportions),
    proportions,
  };
}

function sumsOf(rows: MetricsRow[]): Sums {
  const names = Object.keys(METRICS_COUNTS) as (keyof Sums)[];
  const sums = names.map((name) => [name, rows.reduce((sum, row) => sum + (row[name] ?? 0), 0)]);
  return Object.fromEntries(sums) as Sums;
}

function sessionOf(sums: Sums): Pick<FeatureMetrics, 'avgSessionDuration' | 'avgSessionInterval'> {
  if (sums.timed === 0) return { avgSessionDuration: null, avgSessionInterval: null };
  const firsts = { units: sums.timed_users, x: sums.seconds, y: sums.timed };
  const squares = { xx: sums.seconds_squared, xy: sums.seconds_timed, yy: sums.timed_squared };
  return {
    avgSessionDuration: firsts.x / firsts.y,
    avgSessionInterval: ratioInterval({ ...firsts, ...squares }),
  };
}

function proportionsOf(sums: Sums): Record<RateName, Proportion> {
  const { active, total_users: everybody } = sums;
  return {
    adoptionRate: proportion(active, everybody),
    activationRate: proportion(sums.activated, active),
    repeatUsageRate: proportion(sums.repeaters, active),
    discovery: proportion(sums.viewers, everybody),
    activation: proportion(active, everybody),
    retention7d: proportion(sums.returned_7, sums.matured_7, active - sums.matured_7),
    retention30d: proportion(sums.returned_30, sums.matured_30, active - sums.matured_30),
    referral: proportion(sums.sharers, everybody),
    powerUserRate: proportion(sums.active_power, sums.power_users),
  };
}

/** So many of so many, with the rate and its interval. */
export function proportion(count: number | null | undefined, of: number, pending = 0): Proportion {
  const counted = count ?? 0;
  return { count: counted, of, rate: of === 0 ? null : counted / of, interval: wilson(counted, of), pending };
}

function ratesOf(proportions: Record<RateName, Proportion>): Record<RateName, number | null> {
  const names = Object.keys(proportions) as RateName[];
  return Object.fromEntries(names.map((name) => [name, proportions[name].rate])) as Record<
    RateName,
    number | null
  >;
}
