import clsx from 'clsx';
import { ArrowDown, ArrowUp, Minus } from 'lucide-react';
import { Tooltip } from '#components/ui/tooltip';
import { type Change, type Counted, changeBetween } from '#lib/adoption/change';
import { changeInWords } from '#lib/adoption/change-in-words';
import { formatPoints } from '#lib/core/format';

interface ChangeChipProps {
  now: Counted;
  before: Counted;
  /** What changed, for the explanation: "adoption". */
  what: string;
}

/** How a rate moved against the period before, in points, and whether that is more than noise. */
export function ChangeChip({ now, before, what }: ChangeChipProps) {
  const change = changeBetween(now, before);
  return (
    <Tooltip content={changeInWords({ change, before, what })} isFocusable>
      <Mark change={change} />
    </Tooltip>
  );
}

function Mark({ change }: { change: Change | null }) {
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
