import type { FeatureMetrics, Proportion } from '#lib/adoption/metrics';
import { DEFINITIONS, type RateName } from '#lib/adoption/rate-definitions';
import { formatCount, formatDuration, formatPercent, formatRatio } from '#lib/core/format';
import { MIN_DENOMINATOR } from '#lib/funnels/columns';

/** The numbers of a feature, of everybody or of one segment. */
export type FeatureFigures = Omit<FeatureMetrics, 'feature' | 'name'>;

/** A number of a feature as it is shown: what it counts, of how many, how sure, and what it was before. */
export interface MetricCard {
  id: CountName | RateName | 'avgSessionDuration';
  label: string;
  value: string;
  definition: string;
  /** How sure a number is that is no rate; rates bring their own interval. */
  detail: string | null;
  /** Only rates have people behind them, and a change that can be told from noise. */
  rate: { name: RateName; now: Proportion; before: Proportion | null } | null;
  /** What a number that is no rate was in the period before, in words. */
  before: string | null;
}

type CountName = keyof typeof COUNTS;

const COUNTS = {
  totalUsers: ['All users', 'Users with any event in the period, of whatever feature.'],
  activeUsers: [
    'Active users',
    'Users who tried the feature: a use event, or a step of its funnel after the first.',
  ],
  featureViews: ['Views', 'View events of the feature; one user may have many.'],
  featureUses: ['Uses', 'Use events of the feature; one user may have many.'],
  featureCompletions: ['Completions', 'Complete events of the feature; one user may have many.'],
} as const;

const RATES: Record<RateName, string> = {
  adoptionRate: 'Adoption rate',
  activationRate: 'Activation rate',
  repeatUsageRate: 'Repeat usage',
  powerUserRate: 'Power users who use it',
  discovery: 'Discovery',
  activation: 'Activation',
  retention7d: '7-day retention',
  retention30d: '30-day retention',
  referral: 'Referral',
};

/** How a rate is called. */
export function rateLabel(name: RateName): string {
  return RATES[name];
}

const SESSION = {
  label: 'Mean session',
  definition: 'The mean duration of the sessions that use events of the feature carry.',
};

/** How a number is called, and what it counts. */
export function metricWords(id: MetricCard['id']): { label: string; definition: string } {
  if (id === 'avgSessionDuration') return SESSION;
  if (id in COUNTS) {
    const [label, definition] = COUNTS[id as CountName];
    return { label, definition };
  }
  return { label: RATES[id as RateName], definition: DEFINITIONS[id as RateName] };
}

/** The numbers of a feature, rates first; `before` is the period before, where it was asked for. */
export function metricCards(metrics: FeatureFigures, before: FeatureFigures | null): MetricCard[] {
  return [
    ...(Object.keys(RATES) as RateName[]).map((name) => rateCard(name, metrics, before)),
    ...(Object.keys(COUNTS) as CountName[]).map((name) => countCard(name, metrics, before)),
    sessionCard(metrics, before),
  ];
}

function rateCard(name: RateName, metrics: FeatureFigures, before: FeatureFigures | null): MetricCard {
  const now = metrics.proportions[name];
  const isTooFew = now.of > 0 && now.of < MIN_DENOMINATOR;
  return {
    id: name,
    label: RATES[name],
    value: isTooFew ? 'too few' : formatPercent(now.rate),
    definition: DEFINITIONS[name],
    detail: null,
    rate: { name, now, before: before?.proportions[name] ?? null },
    before: null,
  };
}

function countCard(name: CountName, metrics: FeatureFigures, before: FeatureFigures | null): MetricCard {
  const [label, definition] = COUNTS[name];
  return {
    id: name,
    label,
    value: formatCount(metrics[name]),
    definition,
    detail: null,
    rate: null,
    before: before && countBefore(metrics[name], before[name]),
  };
}

/** "1,000 before, now 1.20×". */
function countBefore(now: number, before: number): string {
  const counted = `${formatCount(before)} before`;
  return before === 0 ? counted : `${counted}, now ${formatRatio(now / before)}`;
}

function sessionCard(metrics: FeatureFigures, before: FeatureFigures | null): MetricCard {
  const { avgSessionDuration, avgSessionInterval: interval } = metrics;
  return {
    id: 'avgSessionDuration',
    ...SESSION,
    value: formatDuration(avgSessionDuration),
    detail: interval && `${formatDuration(interval[0])} to ${formatDuration(interval[1])}`,
    rate: null,
    before: before && `${formatDuration(before.avgSessionDuration)} before`,
  };
}

/** All numbers of a feature with every digit, a row each, for the download. */
export function metricData(metrics: FeatureFigures, before: FeatureFigures | null) {
  const rates = (Object.keys(RATES) as RateName[]).map((name) => {
    const { count, of, rate, interval, pending } = metrics.proportions[name];
    const earlier = before?.proportions[name].rate ?? null;
    return [name, rate, count, of, interval?.[0] ?? null, interval?.[1] ?? null, pending, earlier];
  });
  const { avgSessionDuration, avgSessionInterval: session } = metrics;
  const counts = (Object.keys(COUNTS) as CountName[]).map((name) => [
    name,
    metrics[name],
    ...[null, null, null, null, null],
    before?.[name] ?? null,
  ]);
  const duration = ['avgSessionDuration', avgSessionDuration, null, null, session?.[0] ?? null];
  return {
    head: ['Metric', 'Value', 'Users', 'Of', '95% from', '95% to', 'Still open', 'Before'],
    rows: [
      ...rates,
      ...counts,
      [...duration, session?.[1] ?? null, null, before?.avgSessionDuration ?? null],
    ],
  };
}
