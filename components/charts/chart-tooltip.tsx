import type { ReactNode } from 'react';

interface ChartTooltipProps {
  active?: boolean;
  label?: string | number;
  describe: (key: string) => ReactNode;
}

/** The one box that charts show beside a point; `describe` is given the point's place on the axis. */
export function ChartTooltip({ active, label, describe }: ChartTooltipProps) {
  if (!active || label === undefined) return null;
  return (
    <div className="max-w-72 rounded-box bg-surface px-2.5 py-1.5 text-12 text-ink shadow-raised">
      {describe(String(label))}
    </div>
  );
}
