'use client';

import clsx from 'clsx';
import { useEffect, useState } from 'react';
import { Button } from '#components/ui/button';

const SAID_AFTER_MS = 2000;

interface CountingProps {
  isActive: boolean;
  /** What is being counted, once it takes long. */
  what?: string;
  onCancel?: () => void;
  className?: string;
}

/** The place of an answer that is on its way; a long count says so and can be stopped. */
export function Counting({ isActive, what = 'Counting …', onCancel, className }: CountingProps) {
  const isLong = useIsLong(isActive);
  return (
    <div
      role="status"
      className={clsx(
        'flex items-center justify-center gap-3 rounded-box bg-hover text-14 text-ink-2',
        isActive && !isLong && 'animate-pulse',
        className,
      )}
    >
      {isLong ? what : <span className="sr-only">Counting</span>}
      {isLong && onCancel ? (
        <Button size="small" onClick={onCancel}>
          Cancel
        </Button>
      ) : null}
    </div>
  );
}

/** Whether something has gone on for more than two seconds. */
export function useIsLong(isActive: boolean): boolean {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    if (!isActive) return;
    const timer = setTimeout(() => setLong(true), SAID_AFTER_MS);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [isActive]);
  return isLong;
}
