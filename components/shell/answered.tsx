'use client';

import type { ReactNode } from 'react';
import { ErrorState } from '#components/ui/error-state';

interface AnsweredProps<T> {
  /** A query's result, of one answer or of pages. */
  query: { data: T | undefined; error: Error | null; refetch: () => unknown };
  /** What is being done, for the error: "load the people". */
  doing: string;
  /** The shape of what is coming. */
  skeleton: ReactNode;
  children: (data: T) => ReactNode;
}

/** The three states of every list: on its way, failed, there. What is there stays, even when asking again fails. */
export function Answered<T>({ query, doing, skeleton, children }: AnsweredProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <ErrorState error={query.error} doing={doing} onRetry={() => query.refetch()} />;
  return skeleton;
}
