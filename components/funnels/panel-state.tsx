'use client';

import type { ReactNode } from 'react';
import { Counting } from '#components/funnels/counting';
import { ErrorState } from '#components/ui/error-state';

interface PanelStateProps<T> {
  query: {
    data: T | undefined;
    error: Error | null;
    isFetching: boolean;
    refetch: () => unknown;
  };
  doing: string;
  /** A height class of the real thing, so that nothing jumps. */
  height: string;
  children: (data: T) => ReactNode;
}

/** A panel that is being counted, failed, or there; old numbers stay until new ones are. */
export function PanelState<T>({ query, doing, height, children }: PanelStateProps<T>) {
  const { data, error, isFetching, refetch } = query;
  if (error && !isFetching) return <ErrorState error={error} doing={doing} onRetry={() => void refetch()} />;
  if (data === undefined) return <Counting className={height} isActive={isFetching} />;
  return <>{children(data)}</>;
}
