import clsx from 'clsx';
import { ArrowDown, ArrowUp, Minus } from 'lucide-react';
import type { Change } from '#lib/adoption/change';
import { formatPoints } from '#lib/core/format';

/** How a rate moved, in points: an arrow where it is more than noise, and the word where it is not. */
export function ChangeMark({ change }: { change: Change | null }) {
  if (change === null) return <span className="text-12 text-ink-3">nothing before</span>;
  const { difference, isMoreThanNoise } = change;
  const Arrow = !isMoreThanNoise ? Minus : difference > 0 ? ArrowUp : ArrowDown;
  return (
    <span
      className={clsx(
        'inline-flex items-center gap-0.5 font-medium text-12 tabular-nums whitespace-nowrap',
        !isMoreThanNoise ? 'text-ink-3' : difference > 0 ? 'text-good-ink' : 'text-bad-ink',
      )}
    >
      <Arrow aria-hidden size={12} className="shrink-0" />
      {formatPoints(difference)}
      {isMoreThanNoise ? null : <span className="font-normal">, noise</span>}
    </span>
  );
}
