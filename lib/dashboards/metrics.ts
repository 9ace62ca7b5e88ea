import type { FeatureMetrics, RateName } from '#lib/adoption/metrics';

/** What a metric's number is; it decides how it is written and when a change of it is more than chance. */
export type MetricKind = 'rate' | 'users' | 'events' | 'seconds';

type CountName = Exclude<keyof FeatureMetrics, RateName | 'feature' | 'name' | 'proportions'>;

interface Metric {
  label: string;
  kind: MetricKind;
  /** Where `DEFINITIONS` of adoption does not say what it counts. */
  definition?: string;
}

/** The metrics of a feature that a tile can show. */
export const METRICS = {
  adoptionRate: { label: 'Adoption rate', kind: 'rate' },
  activationRate: { label: 'Activation rate', kind: 'rate' },
  repeatUsageRate: { label: 'Repeat usage', kind: 'rate' },
  discovery: { label: 'Discovery', kind: 'rate' },
  retention7d: { label: 'Retention within 7 days', kind: 'rate' },
  retention30d: { label: 'Retention within 30 days', kind: 'rate' },
  referral: { label: 'Referral', kind: 'rate' },
  powerUserRate: { label: 'Power users who tried it', kind: 'rate' },
  activeUsers: {
    label: 'Active users',
    kind: 'users',
    definition: 'Distinct users who tried the feature in the period.',
  },
  featureViews: { label: 'Views', kind: 'events', definition: 'Its view events in the period.' },
  featureUses: { label: 'Uses', kind: 'events', definition: 'Its use events in the period.' },
  featureCompletions: {
    label: 'Completions',
    kind: 'events',
    definition: 'Its complete events in the period.',
  },
  avgSessionDuration: {
    label: 'Session duration',
    kind: 'seconds',
    definition: "The mean of the use events that carry a session's duration.",
  },
} as const satisfies Partial<Record<RateName | CountName, Metric>>;

export type MetricName = keyof typeof METRICS;

export const METRIC_NAMES = Object.keys(METRICS) as [MetricName, ...MetricName[]];
