import type { DefinedFeature } from '#lib/adoption/kinds';
import type { METRICS_COLUMNS } from '#lib/adoption/metrics-sql';
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

/** The rates of a feature, each in words: what was counted, of whom. */
export const DEFINITIONS = {
  adoptionRate: 'Users who tried the feature, of all users with any event in the period.',
  activationRate: 'Users who tried and completed it in the period, of those who tried it.',
  repeatUsageRate: 'Users with a use event on at least two days of the period, of those who tried it.',
  discovery: 'Users who saw the feature, of all users with any event in the period.',
  activation: 'Users who attempted the feature, of all users with any event in the period.',
  retention7d:
    'Users who tried it again on a later day, at most 7 days after their first try in the period; of those for whom these days are over.',
  retention30d:
    'Users who tried it again on a later day, at most 30 days after their first try in the period; of those for whom these days are over.',
  referral: 'Users who shared the feature or invited to it, of all users with any event in the period.',
  powerUserRate: 'Users who tried the feature in the period, of those who were power users before it began.',
} as const;

export type RateName = keyof typeof DEFINITIONS;

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

/** The metrics of each feature, in their order; a feature without events has them as well. */
export function metricsOf(features: DefinedFeature[], rows: MetricsRow[]): FeatureMetrics[] {
  return features.map(({ saved }, place) => {
    const row = rows.find((one) => one.place === place);
    const { total_users: totalUsers, power_users: powerUsers } = rows[0] ?? {};
    const proportions = proportionsOf(row, totalUsers ?? 0, powerUsers ?? 0);
    return {
      feature: saved.key,
      name: saved.name,
      totalUsers: totalUsers ?? 0,
      activeUsers: row?.active ?? 0,
      featureViews: row?.views ?? 0,
      featureUses: row?.uses ?? 0,
      featureCompletions: row?.completions ?? 0,
      ...sessionOf(row),
      conversionImpact: null,
      revenueImpact: null,
      impactReasons: { conversion: IMPACT_NOT_ASKED, revenue: IMPACT_NOT_ASKED },
      ...ratesOf(proportions),
      proportions,
    };
  });
}

function sessionOf(
  row: MetricsRow | undefined,
): Pick<FeatureMetrics, 'avgSessionDuration' | 'avgSessionInterval'> {
  if (!row?.timed) return { avgSessionDuration: null, avgSessionInterval: null };
  const sums = { units: row.timed_users ?? 0, x: row.seconds ?? 0, y: row.timed };
  const squares = {
    xx: row.seconds_squared ?? 0,
    xy: row.seconds_timed ?? 0,
    yy: row.timed_squared ?? 0,
  };
  return { avgSessionDuration: sums.x / sums.y, avgSessionInterval: ratioInterval({ ...sums, ...squares }) };
}

function proportionsOf(
  row: MetricsRow | undefined,
  totalUsers: number,
  powerUsers: number,
): Record<RateName, Proportion> {
  const active = row?.active ?? 0;
  const matured7 = row?.matured_7 ?? 0;
  const matured30 = row?.matured_30 ?? 0;
  return {
    adoptionRate: proportion(active, totalUsers),
    activationRate: proportion(row?.activated, active),
    repeatUsageRate: proportion(row?.repeaters, active),
    discovery: proportion(row?.viewers, totalUsers),
    activation: proportion(active, totalUsers),
    retention7d: proportion(row?.returned_7, matured7, active - matured7),
    retention30d: proportion(row?.returned_30, matured30, active - matured30),
    referral: proportion(row?.sharers, totalUsers),
    powerUserRate: proportion(row?.active_power, powerUsers),
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
