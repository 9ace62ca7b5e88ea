import { ArrowDown, ArrowRight } from 'lucide-react';
import { ShareText } from '#components/funnels/share-text';
import { formatDuration } from '#lib/core/format';
import type { Column } from '#lib/funnels/columns';

/** From one step to the next: the share that goes on, and how long it takes half of them. */
export function StepConnector({ column }: { column: Column }) {
  const { fromPrevious, medianSeconds, previousNumber, number } = column;
  const isSkipping = previousNumber !== null && previousNumber < number - 1;
  return (
    <div className="flex shrink-0 gap-x-2 text-12 text-ink-2 tabular-nums max-sm:items-center max-sm:px-3 sm:h-77 sm:w-20 sm:flex-col sm:items-center sm:justify-end sm:text-center">
      <ArrowRight aria-hidden size={14} className="text-ink-3 max-sm:hidden" />
      <ArrowDown aria-hidden size={14} className="text-ink-3 sm:hidden" />
      <span className="font-medium text-ink">
        <ShareText share={fromPrevious} />
      </span>
      <span>{isSkipping ? `of step ${previousNumber}` : 'go on'}</span>
      {medianSeconds === null ? null : (
        <span className="text-ink-3" title="Half of those who went on took less time than this">
          <span className="sr-only">Median </span>
          <span aria-hidden>~ </span>
          {formatDuration(medianSeconds)}
        </span>
      )}
    </div>
  );
}
