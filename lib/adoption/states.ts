import type { LifecyclePoint } from '#lib/adoption/lifecycle';
import { formatCount } from '#lib/core/format';
import type { Interval } from '#lib/funnels/schema';

/** What a user of an interval is, in the order in which they are drawn; the dormant hang below the line. */
export const STATES = [
  {
    state: 'returning',
    label: 'returning',
    color: 'var(--series-1)',
    words: 'Active in the interval before as well.',
  },
  { state: 'new', label: 'new', color: 'var(--series-3)', words: 'Active for the first time ever.' },
  {
    state: 'resurrected',
    label: 'resurrected',
    color: 'var(--series-5)',
    words: 'Active again after at least one interval without.',
  },
  {
    state: 'dormant',
    label: 'dormant',
    color: 'var(--series-7)',
    words: 'Active in the interval before, and not in this one.',
  },
] as const;

/** What the last whole interval was made of, in a sentence. */
export function statesMessage(points: readonly LifecyclePoint[], interval: Interval): string {
  const last = points.findLast(({ isComplete }) => isComplete);
  if (!last) return `No whole ${interval} of this period is over yet.`;
  const { active, new: fresh, returning, resurrected, dormant } = last;
  if (active + dormant === 0)
    return `Nobody was active in the last whole ${interval}, nor in the one before.`;
  const came = `${formatCount(active)} were active: ${formatCount(returning)} returning, ${formatCount(fresh)} new, ${formatCount(resurrected)} resurrected`;
  return `In the last whole ${interval} ${came}; ${formatCount(dormant)} went dormant.`;
}
