import type { CreationOf } from '#lib/changes/kind';
import { type PlannedPrune, pruneSize } from '#lib/changes/prune-plan';
import { versionFates } from '#lib/changes/queries/version-fates';
import type { Ctx } from '#lib/core/ctx';
import { environmentOf } from '#lib/core/environment-of';
import { AppError } from '#lib/core/errors';

/**
 * Decides which versions of which functions go, and explains each.
 *
 * @throws AppError `unprocessable` when nothing is to be deleted, or a function is not in the environment.
 */
export async function planPrune(ctx: Ctx, creation: CreationOf<'prune'>): Promise<PlannedPrune[]> {
  const { environment, functions: asked } = creation;
  const all = await ctx.cloud.functions.list(ctx.signal);
  const own = all.filter((name) => environmentOf(name) === environment);
  const strange = (asked ?? []).filter((name) => !own.includes(name));
  if (strange.length > 0) {
    const message = `${strange.join(', ')} is not a function of ${environment}.`;
    throw new AppError('unprocessable', message, { errors: [{ path: 'functions', message }] });
  }
  const plan: PlannedPrune[] = [];
  // One after the other: a clean-up is never in a hurry, and leaves what AWS allows to others.
  for (const name of asked ?? own) plan.push({ function: name, versions: await versionFates(ctx, name) });
  if (pruneSize(plan).versions === 0) {
    throw new AppError('unprocessable', `Nothing is to be deleted in ${environment}: every version is kept.`);
  }
  return plan;
}
