import { AppError } from '#lib/core/errors';

/** Refuses an id that no saved funnel has. */
export function noSuchFunnel(): AppError {
  return new AppError(
    'not_found',
    'There is no such funnel. It may have been deleted; the list of funnels shows those there are.',
  );
}
