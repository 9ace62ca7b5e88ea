import type { ServedChange } from '#lib/changes/answers';
import { recencyCheck } from '#lib/changes/recency';
import { movedSince } from '#lib/changes/staleness';
import { targetOf } from '#lib/changes/target-of';
import type { Ctx } from '#lib/core/ctx';
import type { Check } from '#lib/core/errors';

type Planned = Pick<ServedChange, 'id' | 'plan' | 'environment'>;

/** Everything that must hold before a plan is executed, looked up now; all of it, so that a reader mends all at once. */
export async function checksOf(ctx: Ctx, change: Planned): Promise<Check[]> {
  const [fresh, free] = await Promise.all([freshness(ctx, change), freedom(ctx, change)]);
  return [fresh, free, recencyCheck(ctx.actor, ctx.now)];
}

async function freshness(ctx: Ctx, { plan }: Planned): Promise<Check> {
  const present = await Promise.all(
    plan.map(async (move) => {
      const [aliases, versions] = await Promise.all([
        ctx.cloud.functions.aliases(move.function, ctx.signal),
        ctx.cloud.functions.versions(move.function, ctx.signal),
      ]);
      return {
        alias: aliases.find(({ name }) => name === move.alias),
        target: versions.find(({ version }) => `${version}` === move.toVersion),
      };
    }),
  );
  const moved = movedSince(
    plan,
    (move) => present[plan.indexOf(move)] ?? { alias: undefined, target: undefined },
  );
  return {
    id: 'plan_fresh',
    label: 'Nothing has moved since the plan was made',
    status: moved.length === 0 ? 'pass' : 'fail',
    reason:
      moved.length === 0
        ? 'Every alias and its target are as the plan says.'
        : `${moved.map(({ sentence }) => sentence).join(' ')} Make a new plan.`,
  };
}

async function freedom(ctx: Ctx, { id, plan }: Planned): Promise<Check> {
  const others = await ctx.db.activeTarget.findMany({
    where: { target: { in: plan.map(targetOf) }, changeId: { not: id } },
    include: { change: true },
  });
  return {
    id: 'no_other_change',
    label: 'Nobody else is changing these functions',
    status: others.length === 0 ? 'pass' : 'fail',
    reason:
      others.length === 0
        ? 'No other change is running on them.'
        : others.map(({ target, change }) => `${change.requesterName} is changing ${target}.`).join(' '),
  };
}
