import type { PlannedMove } from '#lib/changes/plan';
import { movedSince } from '#lib/changes/staleness';
import type { Ctx } from '#lib/core/ctx';
import type { Check } from '#lib/core/errors';

/**
 * Whether every alias and its target are as the plan says, read from AWS now.
 *
 * @param known what else is known against the plan by now, in sentences.
 */
export async function freshness(
  ctx: Ctx,
  plan: readonly PlannedMove[],
  known: readonly string[] = [],
): Promise<Check> {
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
  const against = [...moved.map(({ sentence }) => sentence), ...known];
  return {
    id: 'plan_fresh',
    label: 'Nothing has moved since the plan was made',
    status: against.length === 0 ? 'pass' : 'fail',
    reason:
      against.length === 0
        ? 'Every alias and its target are as the plan says.'
        : `${against.join(' ')} Make a new plan.`,
  };
}
