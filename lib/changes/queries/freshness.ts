import type { PlannedMove } from '#lib/changes/plan';
import { movedSince } from '#lib/changes/staleness';
import type { Ctx } from '#lib/core/ctx';
import type { Check } from '#lib/core/errors';

/** Whether every alias and its target are as the plan says, read from AWS now. */
export async function freshness(ctx: Ctx, plan: readonly PlannedMove[]): Promise<Check> {
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
