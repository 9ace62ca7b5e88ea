import { AppError } from '#lib/core/errors';

/** Refuses an id or a key that no defined feature has. */
export function noSuchFeature(): AppError {
  return new AppError(
    'not_found',
    'There is no such feature. It may have been deleted, or nobody has defined it; the list of features shows those there are.',
  );
}
