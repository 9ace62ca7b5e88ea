import type { Change, Counted } from '#lib/adoption/change';
import { formatCount, formatPercent, formatPoints } from '#lib/core/format';

interface Asked {
  change: Change | null;
  before: Counted;
  /** "adoption", "activation" … */
  what: string;
}

/** A change against the period before, whole: from what, how sure, and whether it is more than noise. */
export function changeInWords({ change, before, what }: Asked): string {
  if (change === null) return `There is nothing to compare ${what} with: one of the two periods has nobody.`;
  const [low, high] = change.interval;
  const earlier = `In the period before: ${formatPercent(before.count / before.of)} (${formatCount(before.count)} of ${formatCount(before.of)}).`;
  const sure = `The difference is ${formatPoints(change.difference)}, 95% interval ${formatPoints(low)} to ${formatPoints(high)}.`;
  const verdict = change.isMoreThanNoise
    ? 'That is more than noise.'
    : 'That is within what chance alone does.';
  return `${earlier} ${sure} ${verdict}`;
}
