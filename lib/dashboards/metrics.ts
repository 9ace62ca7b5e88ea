import type { FeatureMetrics, RateName } from '#lib/adoption/metrics';

/** What a metric's number is; it decides how it is written and when a change of it is more than chance. */
export type MetricKind = 'rate' | 'users' | 'events' | 'seconds';

type CountName = Exclude<keyof FeatureMetrics, RateName | 'feature' | 'name' | 'proportions'>;

interface Metric {
  label: string;
  kind: MetricKind;
  /** Of whom, in the plural; for events what they are. */
  whole: string;
  /** Where `DEFINITIONS` of adoption does not say what it counts. */
  definition?: string;
}

/** The metrics of a feature that a tile can show. */
export const METRICS = {
  adoptionRate: { label: 'Adoption rate', kind: 'rate', whole: 'users with any event' },
  activationRate: { label: 'Activation rate', kind: 'rate', whole: 'users who tried it' },
  repeatUsageRate: { label: 'Repeat usage', kind: 'rate', whole: 'users who tried it' },
  discovery: { label: 'Discovery', kind: 'rate', whole: 'users with any event' },
  retention7d: { label: 'Retention within 7 days', kind: 'rate', whole: 'users whose 7 days are over' },
  retention30d: { label: 'Retention within 30 days', kind: 'rate', whole: 'users whose 30 days are over' },
  referral: { label: 'Referral', kind: 'rate', whole: 'users with any event' },
  powerUserRate: { label: 'Power users who tried it', kind: 'rate', whole: 'power users from before' },
  activeUsers: {
    label: 'Active users',
    kind: 'users',
    whole: 'users who tried it',
    definition: 'Distinct users who tried the feature in the period.',
  },
  featureViews: {
    label: 'Views',
    kind: 'events',
    whole: 'views',
    definition: 'Its view events in the period.',
  },
  featureUses: { label: 'Uses', kind: 'events', whole: 'uses', definition: 'Its use events in the period.' },
  featureCompletions: {
    label: 'Completions',
    kind: 'events',
    whole: 'completions',
    definition: 'Its complete events in the period.',
  },
  avgSessionDuration: {
    label: 'Session duration',
    kind: 'seconds',
    whole: 'timed uses',
    definition: "The mean of the use events that carry a session's duration.",
  },
} as const satisfies Partial<Record<RateName | CountName, Metric>>;

export type MetricName = keyof typeof METRICS;

export const METRIC_NAMES = Object.keys(METRICS) as [MetricName, ...MetricName[]];
