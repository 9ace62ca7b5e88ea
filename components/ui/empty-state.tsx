import type { ReactNode } from 'react';

interface EmptyStateProps {
  title: string;
  /** Why there is nothing. */
  children: ReactNode;
  /** The one next action. */
  action?: ReactNode;
}

/** Nothing here: why, and what to do about it. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-start gap-2 rounded-box border border-line border-dashed px-6 py-10 sm:items-center sm:text-center">
      <h2 className="font-semibold text-16">{title}</h2>
      <div className="max-w-prose text-14 text-ink-2">{children}</div>
      {action ? <div className="mt-2">{action}</div> : null}
    </div>
  );
}
