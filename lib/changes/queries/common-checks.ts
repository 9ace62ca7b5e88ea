import { recencyCheck } from '#lib/changes/recency';
import type { Ctx } from '#lib/core/ctx';
import type { Check } from '#lib/core/errors';

/** What every kind of change must meet: nobody else is at it, and whoever asks has just proved who they are. */
export async function commonChecks(ctx: Ctx, changeId: string, targets: string[]): Promise<Check[]> {
  return [await freedom(ctx, changeId, targets), recencyCheck(ctx.actor, ctx.now)];
}

async function freedom(ctx: Ctx, changeId: string, targets: string[]): Promise<Check> {
  const others = await ctx.db.activeTarget.findMany({
    where: { target: { in: targets }, changeId: { not: changeId } },
    include: { change: true },
  });
  return {
    id: 'no_other_change',
    label: 'Nobody else is changing the same',
    status: others.length === 0 ? 'pass' : 'fail',
    reason:
      others.length === 0
        ? 'No other change is running on it.'
        : others.map(({ target, change }) => `${change.requesterName} is changing ${target}.`).join(' '),
  };
}
