import { AppError } from '#lib/core/errors';

/** Refuses an id that no rule has. */
export function noSuchRule(): AppError {
  return new AppError(
    'not_found',
    'There is no such rule. It may have been deleted; the list shows those there are.',
  );
}
