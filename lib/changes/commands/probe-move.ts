import type { VerifiedFunction } from '#lib/changes/answers';
import { patiently } from '#lib/changes/commands/patiently';
import { readAlias } from '#lib/changes/commands/read-alias';
import type { Moved } from '#lib/changes/moves-of';
import type { Ctx } from '#lib/core/ctx';

/** So many calls in a row must reach the target: callers may meet the old version for a while after a move. */
const CALLS = 3;
const MOST_CALLS = 40;
const CALL_EVERY_MS = 500;

/** Calls the function through its alias until the target alone has answered for a while; the versions that did last. */
export async function callThrough(ctx: Ctx, move: Moved): Promise<string[]> {
  const executed: string[] = [];
  for (let call = 0; call < MOST_CALLS; call += 1) {
    const act = await ctx.cloud.mover.invoke(move.function, move.alias);
    const version = act.outcome === 'done' ? act.value.executedVersion : null;
    if (version !== null) executed.push(version);
    const latest = executed.slice(-CALLS);
    if (latest.length === CALLS && latest.every((one) => one === move.toVersion)) break;
    await ctx.pace.pause(CALL_EVERY_MS);
  }
  return [...new Set(executed.slice(-CALLS))];
}

/** Reads the alias back, as long as somebody is patient. */
export async function readBack(
  ctx: Ctx,
  move: Moved,
  patience: { until: number; everyMs: number },
): Promise<Pick<VerifiedFunction, 'isAtTarget' | 'problem'>> {
  const found = await patiently(ctx, patience, () => readAlias(ctx, move.function, move.alias));
  if ('problem' in found) return { isAtTarget: false, problem: found.problem };
  const { version, second } = found.value;
  return { isAtTarget: `${version}` === move.toVersion && second === null };
}
