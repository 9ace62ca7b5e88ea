import type { FeatureMetrics, Proportion } from '#lib/adoption/metrics';
import type { RateName } from '#lib/adoption/rate-definitions';
import { formatCount, formatPercent } from '#lib/core/format';
import { MIN_DENOMINATOR } from '#lib/funnels/columns';

/** One step of a feature's life with its people: saw it, tried it, came back, told others. */
export interface Stage {
  name: RateName;
  label: string;
  proportion: Proportion;
  /** "12,304 users", "users who tried it, and whose 7 days are over": what the rate is of. */
  ofWhom: string;
  /** Shares of the bar, which is all of `of` and those still waited for. */
  bar: { done: number; open: number };
  isTooFew: boolean;
}

const STAGES = [
  ['discovery', 'Saw it', 'users with any event'],
  ['activation', 'Tried it', 'users with any event'],
  ['retention7d', 'Came back within 7 days', 'who tried it, and whose 7 days are over'],
  ['retention30d', 'Came back within 30 days', 'who tried it, and whose 30 days are over'],
  ['referral', 'Told others', 'users with any event'],
] as const;

/** The life of a feature, from seeing it to telling others. */
export function lifeCycleStages({ proportions }: Pick<FeatureMetrics, 'proportions'>): Stage[] {
  return STAGES.map(([name, label, ofWhom]) => {
    const proportion = proportions[name];
    const whole = proportion.of + proportion.pending;
    return {
      name,
      label,
      proportion,
      ofWhom,
      bar: {
        done: whole === 0 ? 0 : proportion.count / whole,
        open: whole === 0 ? 0 : proportion.pending / whole,
      },
      isTooFew: proportion.of < MIN_DENOMINATOR,
    };
  });
}

/** The whole strip in a sentence. */
export function lifeCycleMessage({
  totalUsers,
  proportions,
}: Pick<FeatureMetrics, 'totalUsers' | 'proportions'>): string {
  if (totalUsers === 0) return 'Nobody did anything in this period.';
  const { discovery, activation, retention7d, referral } = proportions;
  const came =
    retention7d.of < MIN_DENOMINATOR
      ? 'too few have had 7 days to come back'
      : `${formatPercent(retention7d.rate)} came back within 7 days`;
  return `Of ${formatCount(totalUsers)} users, ${formatCount(discovery.count)} saw it and ${formatCount(activation.count)} tried it; ${came}; ${formatCount(referral.count)} told others.`;
}
