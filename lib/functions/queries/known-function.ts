import type { Ctx } from '#lib/core/ctx';
import { AppError } from '#lib/core/errors';
import type { FunctionVersion } from '#lib/core/functions';

/**
 * The versions of a function, from what was seen last or, where it was not seen yet, from AWS.
 *
 * @throws AppError `not_found` when there is no such function.
 */
export async function assertKnown(ctx: Ctx, functionName: string): Promise<FunctionVersion[]> {
  const seen = ctx.lookout.now().functions.get(functionName);
  if (seen) return seen.versions;
  const names = await ctx.cloud.functions.list(ctx.signal);
  if (!names.includes(functionName)) throw new AppError('not_found', `There is no function ${functionName}.`);
  return ctx.cloud.functions.versions(functionName, ctx.signal);
}
