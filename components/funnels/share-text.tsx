import { formatPercent } from '#lib/core/format';
import type { Share } from '#lib/funnels/columns';

/** A rate, or why there is none: never a percentage of a handful of people. */
export function ShareText({ share }: { share: Share }) {
  if (share.rate === null) return <span className="font-normal text-14 text-ink-3">no data</span>;
  if (share.isTooFew) return <span className="font-normal text-14 text-ink-3">too few</span>;
  return <>{formatPercent(share.rate)}</>;
}
