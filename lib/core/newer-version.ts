import { AppError } from '#lib/core/errors';

interface Replaced {
  updatedBy: string | null;
  updatedAt: Date | string | null;
}

/** The refusal of an edit that was made from a version that somebody has replaced since: who, when, and what to do. */
export function newerVersion(
  { updatedBy, updatedAt }: Replaced,
  { what = 'version', remedy = 'Load it and make the change again.' } = {},
): AppError {
  const at = updatedAt instanceof Date ? updatedAt.toISOString() : updatedAt;
  return new AppError('conflict', `${updatedBy} saved a newer ${what} at ${at}. ${remedy}`);
}
