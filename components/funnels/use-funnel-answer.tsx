'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { AppError } from '#lib/core/errors';
import type { FunnelAnswer } from '#lib/funnels/answers';
import { funnelAnswerOptions } from '#lib/funnels/client';
import type { FunnelQuestionInput } from '#lib/funnels/schema';

export interface CountingState {
  answer: FunnelAnswer | undefined;
  error: Error | null;
  /** What the server refused, by dotted path. */
  faults: ReadonlyMap<string, string>;
  isCounting: boolean;
  /** The answer that is shown belongs to the question before. */
  isStale: boolean;
  /** Stopped by hand, with nothing to show. */
  isStopped: boolean;
  cancel: () => void;
  retry: () => void;
}

const NOBODY_ASKED: FunnelQuestionInput = { steps: [], from: '', to: '' };

/** The answer to a question, counted by the server; cancelling stops the work there too. */
export function useFunnelAnswer(question: FunnelQuestionInput | null): CountingState {
  const client = useQueryClient();
  const options = funnelAnswerOptions(question ?? NOBODY_ASKED);
  const query = useQuery({ ...options, enabled: question !== null });
  const { data, error, isFetching, isPlaceholderData } = query;
  const faults = useMemo(() => {
    const refused = error instanceof AppError ? (error.errors ?? []) : [];
    return new Map(refused.map(({ path, message }) => [path, message]));
  }, [error]);
  return {
    answer: data,
    error,
    faults,
    isCounting: isFetching,
    isStale: isPlaceholderData || (isFetching && data !== undefined),
    isStopped:
      question !== null && !isFetching && error === null && (data === undefined || isPlaceholderData),
    cancel: () => void client.cancelQueries({ queryKey: options.queryKey }),
    retry: () => void query.refetch(),
  };
}
