'use client';

import { useSyncExternalStore } from 'react';
import { Tooltip } from '#components/ui/tooltip';
import { formatExact, formatRelative } from '#lib/core/format-time';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let minute = 0;

/** One clock for all times on the page; it stands still when nobody looks. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, 30_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function currentMinute(): number {
  minute = Math.floor(Date.now() / 30_000) * 30_000;
  return minute;
}

interface TimeProps {
  /** ISO instant; null reads as "no data". */
  at: string | null;
}

/** When something was: relative up to a day, the exact time with its zone on hover, focus and tap. */
export function Time({ at }: TimeProps) {
  useSyncExternalStore(subscribe, currentMinute, currentMinute);
  if (!at) return <span className="text-ink-3">no data</span>;
  return (
    <Tooltip content={formatExact(at)} isFocusable>
      {/* Server and browser may be a minute apart; the browser's next tick settles it. */}
      <time dateTime={at} suppressHydrationWarning className="whitespace-nowrap">
        {formatRelative(at, new Date())}
      </time>
    </Tooltip>
  );
}
