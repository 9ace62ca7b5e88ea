import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { AppError } from '#lib/core/errors';

const WORTH_RETRYING = new Set(['unavailable', 'upstream', 'timeout', 'internal']);
const RETRIES = 2;

/** One store of answers; in the browser `onSignedOut` hears that the session has ended. */
export function makeQueryClient(onSignedOut?: () => void): QueryClient {
  const onError = (error: Error) => {
    if (error instanceof AppError && error.code === 'unauthenticated') onSignedOut?.();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) =>
          failures < RETRIES && error instanceof AppError && WORTH_RETRYING.has(error.code),
      },
    },
  });
}
