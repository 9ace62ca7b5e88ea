import type { Ctx } from '#lib/core/ctx';
import { AppError, isAppError } from '#lib/core/errors';
import type { FunctionAlias } from '#lib/core/functions';

/**
 * Where an alias stands now, or null when it is gone.
 *
 * @throws what reading AWS refuses.
 */
export async function findAlias(
  ctx: Ctx,
  functionName: string,
  alias: string,
): Promise<FunctionAlias | null> {
  return readAlias(ctx, functionName, alias).catch((error: unknown) => {
    if (isAppError(error) && error.code === 'not_found') return null;
    throw error;
  });
}

/**
 * Where an alias stands now.
 *
 * @throws AppError `not_found` when it is gone, and what reading AWS refuses.
 */
export async function readAlias(ctx: Ctx, functionName: string, aliasName: string): Promise<FunctionAlias> {
  const aliases = await ctx.cloud.functions.aliases(functionName);
  const alias = aliases.find(({ name }) => name === aliasName);
  if (!alias) throw new AppError('not_found', `${functionName} has no alias ${aliasName} any more.`);
  return alias;
}
