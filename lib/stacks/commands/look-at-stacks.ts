import type { Ctx } from '#lib/core/ctx';
import { isAppError } from '#lib/core/errors';
import type { Live, SeenStack } from '#lib/core/live';
import type { OwnedAlias, Stack } from '#lib/core/stacks';

/**
 * Looks at all stacks once and remembers them: one call for all, and three more for each whose status is not what it
 * was, because what it owns may be other then. A failure is kept as the problem, and what was known stays.
 */
export async function lookAtStacks(ctx: Ctx, sight: Pick<Live, 'stacks'>): Promise<void> {
  try {
    const all: SeenStack[] = [];
    for (const stack of await ctx.cloud.stacks.list(ctx.signal)) {
      all.push({ ...stack, aliases: await aliasesOf(ctx, sight, stack) });
    }
    sight.stacks = { all, readAt: ctx.pace.clock(), problem: null };
  } catch (error) {
    if (!isAppError(error)) throw error;
    sight.stacks = { ...sight.stacks, problem: error.message };
  }
}

async function aliasesOf(ctx: Ctx, { stacks }: Pick<Live, 'stacks'>, stack: Stack): Promise<OwnedAlias[]> {
  const before = stacks.all.find(({ id }) => id === stack.id);
  const isSame =
    before?.status === stack.status && before.changedAt?.getTime() === stack.changedAt?.getTime();
  return before && isSame ? before.aliases : ctx.cloud.stacks.aliases(stack.id, ctx.signal);
}
