import type { Ctx } from '#lib/core/ctx';
import { AppError } from '#lib/core/errors';
import type { SandboxControls } from '#lib/core/sandbox-controls';

/**
 * The sandbox that this product looks after.
 *
 * @throws AppError `not_found` where it looks after AWS: there nothing can be broken from here.
 */
export function sandboxOf({ sandbox }: Pick<Ctx, 'sandbox'>): SandboxControls {
  if (!sandbox) throw new AppError('not_found', 'There is no sandbox here: Flightdeck looks after AWS.');
  return sandbox;
}
