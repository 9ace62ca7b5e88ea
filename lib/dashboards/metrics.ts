import type { MetricCard } from '#lib/adoption/metric-cards';

/** What a metric's number is; it decides how it is written and when a change of it is more than chance. */
type MetricKind = 'rate' | 'users' | 'events' | 'seconds';

interface Metric {
  kind: MetricKind;
  /** Of whom, in the plural; for what is no share, what they are. */
  whole: string;
}

/** The metrics of a feature that a tile can show. */
export const METRICS = {
  adoptionRate: { kind: 'rate', whole: 'users with any event' },
  activationRate: { kind: 'rate', whole: 'users who tried it' },
  repeatUsageRate: { kind: 'rate', whole: 'users who tried it' },
  discovery: { kind: 'rate', whole: 'users with any event' },
  retention7d: { kind: 'rate', whole: 'users whose 7 days are over' },
  retention30d: { kind: 'rate', whole: 'users whose 30 days are over' },
  referral: { kind: 'rate', whole: 'users with any event' },
  powerUserRate: { kind: 'rate', whole: 'power users from before' },
  activeUsers: { kind: 'users', whole: 'users who tried it' },
  featureViews: { kind: 'events', whole: 'views' },
  featureUses: { kind: 'events', whole: 'uses' },
  featureCompletions: { kind: 'events', whole: 'completions' },
  avgSessionDuration: { kind: 'seconds', whole: 'timed uses' },
} as const satisfies Partial<Record<MetricCard['id'], Metric>>;

export type MetricName = keyof typeof METRICS;

export const METRIC_NAMES = Object.keys(METRICS) as [MetricName, ...MetricName[]];
