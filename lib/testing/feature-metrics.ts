import { type FeatureMetrics, type Proportion, proportion } from '#lib/adoption/metrics';
import { DEFINITIONS, type RateName } from '#lib/adoption/rate-definitions';

/** Metrics of which a test names what matters to it; every other rate is 0 of 0. */
export function featureMetrics(
  rates: Partial<Record<RateName, Proportion>> = {},
  others: Partial<FeatureMetrics> = {},
): FeatureMetrics {
  const names = Object.keys(DEFINITIONS) as RateName[];
  const proportions = Object.fromEntries(names.map((name) => [name, rates[name] ?? proportion(0, 0)]));
  const values = Object.fromEntries(names.map((name) => [name, rates[name]?.rate ?? null]));
  return {
    feature: 'cv',
    name: 'CV',
    totalUsers: 0,
    activeUsers: 0,
    featureViews: 0,
    featureUses: 0,
    featureCompletions: 0,
    avgSessionDuration: null,
    avgSessionInterval: null,
    conversionImpact: null,
    revenueImpact: null,
    impactReasons: { conversion: null, revenue: null },
    ...(values as Record<RateName, number | null>),
    proportions: proportions as Record<RateName, Proportion>,
    ...others,
  };
}
