import { AppError } from '#lib/core/errors';

/** Refuses an id that no note has. */
export function noSuchNote(): AppError {
  return new AppError('not_found', 'There is no such note; somebody may have deleted it.');
}
