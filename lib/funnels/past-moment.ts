import { AppError } from '#lib/core/errors';

/**
 * The moment of an answer whose people are asked for, in epoch milliseconds.
 *
 * @throws AppError `invalid` when it has not come yet.
 */
export function pastMoment(now: Date, asOf: string): number {
  const moment = Date.parse(asOf);
  if (moment <= now.getTime()) return moment;
  throw new AppError(
    'invalid',
    '`asOf` is in the future: leave it out, or give the `computedAt` of an answer.',
    {
      errors: [{ path: 'asOf', message: 'must not be in the future' }],
    },
  );
}
