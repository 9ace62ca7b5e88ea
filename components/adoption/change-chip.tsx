import { ChangeMark } from '#components/adoption/change-mark';
import { Tooltip } from '#components/ui/tooltip';
import { type Counted, changeBetween } from '#lib/adoption/change';
import { changeInWords } from '#lib/adoption/change-in-words';

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
      <ChangeMark change={change} />
    </Tooltip>
  );
}
