import { createHash } from 'node:crypto';
import { AppError } from '#lib/core/errors';

/**
 * The same bytes, when they are what was kept under that hash.
 *
 * @param where as "was damaged …" goes on.
 * @throws AppError `unavailable` when they are not.
 */
export function undamaged<B extends Uint8Array>(bytes: B, sha256: string, where: string): B {
  if (createHash('sha256').update(bytes).digest('hex') === sha256) return bytes;
  throw new AppError(
    'unavailable',
    `The kept package ${sha256.slice(0, 12)} was damaged ${where}: upload it again.`,
  );
}
