import { AppError } from '#lib/core/errors';

/** Refuses an id that no incident has. */
export function noSuchIncident(): AppError {
  return new AppError('not_found', 'There is no such incident.');
}
