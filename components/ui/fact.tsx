import type { ReactNode } from 'react';

/** One line of what is known of something, in a `dl`. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-12 text-ink-2">{label}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  );
}
