'use client';

import { useEffect, useRef } from 'react';

/** How far something is; `fraction` from 0 to 1. */
export function ProgressBar({ label, fraction }: { label: string; fraction: number }) {
  const bar = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (bar.current) bar.current.style.scale = `${Math.min(1, Math.max(0, fraction))} 1`;
  }, [fraction]);
  return (
    <span
      role="progressbar"
      aria-label={label}
      aria-valuenow={Math.round(fraction * 100)}
      aria-valuemin={0}
      aria-valuemax={100}
      className="block h-1.5 overflow-hidden rounded-full bg-hover"
    >
      <span ref={bar} className="block h-full origin-left scale-x-0 bg-accent transition-[scale]" />
    </span>
  );
}
