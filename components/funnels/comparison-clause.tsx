'use client';

import { DateRangePicker } from '#components/ui/date-range-picker';
import { Select } from '#components/ui/select';
import { COMPARISONS, daysBefore, isChosenDays } from '#lib/funnels/comparison';
import { readRange, writeRange } from '#lib/funnels/period';

const OPTIONS = [
  { value: 'none', label: 'Compare with nothing' },
  { value: 'previous', label: 'Compare with the period before' },
  { value: 'earlier', label: 'Compare with everything before' },
  { value: 'days', label: 'Compare with chosen days' },
] as const;

type Choice = (typeof OPTIONS)[number]['value'];

interface ComparisonClauseProps {
  comparison: string;
  /** The period of the question. */
  period: { from: string; to: string };
  timeZone: string;
  onChange: (comparison: string) => void;
}

/** What the answer stands beside. */
export function ComparisonClause({ comparison, period, timeZone, onChange }: ComparisonClauseProps) {
  const choice: Choice = COMPARISONS.find((one) => one === comparison) ?? 'days';
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      <Select
        aria-label="Comparison"
        options={OPTIONS}
        value={choice}
        onValueChange={(chosen) =>
          onChange(chosen === 'days' ? writeRange(daysBefore(period, timeZone)) : chosen)
        }
      />
      {isChosenDays(comparison) ? (
        <DateRangePicker
          value={readRange(comparison)}
          onValueChange={(range) => onChange(range.kind === 'custom' ? writeRange(range) : 'previous')}
          triggerProps={{ size: 'small' }}
          timeZone={timeZone}
        />
      ) : null}
    </span>
  );
}
