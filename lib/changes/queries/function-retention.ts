import { assertAllowed } from '#lib/auth/permissions';
import type { FunctionRetention } from '#lib/changes/answers';
import { versionFates } from '#lib/changes/queries/version-fates';
import type { Ctx } from '#lib/core/ctx';
import { assertKnown } from '#lib/functions/queries/known-function';

/**
 * What a clean-up would do with each version of a function, without planning one. It asks AWS anew.
 *
 * @throws AppError `not_found` when there is no such function; what reading AWS refuses.
 */
export async function functionRetention(ctx: Ctx, name: string): Promise<FunctionRetention> {
  assertAllowed(ctx.actor, 'production.read');
  await assertKnown(ctx, name);
  const readAt = ctx.pace.clock().toISOString();
  return { function: name, fates: await versionFates(ctx, name), readAt };
}
