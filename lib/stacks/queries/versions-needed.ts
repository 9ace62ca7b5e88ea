import type { Ctx } from '#lib/core/ctx';
import { AppError } from '#lib/core/errors';
import { lookAtStacks } from '#lib/stacks/commands/look-at-stacks';
import { neededVersions } from '#lib/stacks/needed-versions';

/**
 * The versions of a function that a stack may yet need, each with why, as the stacks are now.
 *
 * @throws AppError `unavailable` when the stacks cannot be read: what nobody knows may not be deleted.
 */
export async function versionsNeededByStacks(
  ctx: Ctx,
  functionName: string,
  versions: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const sight = { stacks: ctx.lookout.now().stacks };
  await lookAtStacks(ctx, sight);
  const { all, problem } = sight.stacks;
  if (problem !== null) {
    throw new AppError('unavailable', `Which versions stacks need is not known: ${problem}`);
  }
  return neededVersions(all, functionName, versions);
}
