import { AppError } from '#lib/core/errors';

/** Refuses an id that no dashboard has. */
export function noSuchDashboard(): AppError {
  return new AppError(
    'not_found',
    'There is no such dashboard. It may have been deleted; the list of dashboards shows those there are.',
  );
}
