import clsx from 'clsx';
import type { ReactNode } from 'react';
import { Tooltip } from '#components/ui/tooltip';

interface MetricProps {
  /** The number, formatted. */
  value: ReactNode;
  label: string;
  /** What it counts, of how many, since when, how sure: shown on hover, focus and tap. */
  explanation: ReactNode;
  /** A short line below, such as the interval or the change. */
  detail?: ReactNode;
  /** A single answer stands large. */
  size?: 'large' | 'medium';
}

/** A number that never stands alone. */
export function Metric({ value, label, explanation, detail, size = 'large' }: MetricProps) {
  return (
    <div className="flex flex-col gap-0.5">
      <span className="text-12 text-ink-2">{label}</span>
      <Tooltip content={explanation} isFocusable className="self-start">
        <span
          className={clsx(
            'font-semibold tabular-nums tracking-tight underline decoration-line decoration-dotted underline-offset-4',
            size === 'large' ? 'text-28' : 'text-20',
          )}
        >
          {value}
        </span>
      </Tooltip>
      {detail ? <span className="text-12 text-ink-3">{detail}</span> : null}
    </div>
  );
}
