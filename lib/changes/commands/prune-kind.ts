import { runPrune } from '#lib/changes/commands/run-prune';
import type { ChangeKind } from '#lib/changes/kind';
import { boundPrune, pruneSize } from '#lib/changes/prune-plan';
import { planPrune } from '#lib/changes/queries/plan-prune';

/** Old versions that nothing needs, deleted one by one. */
export const PRUNE_KIND: ChangeKind<'prune'> = {
  plan: async (ctx, creation) => ({
    plan: await planPrune(ctx, creation),
    confirmation: creation.environment,
  }),
  binding: (plan) => plan.map(boundPrune),
  // Not the aliases: a clean-up must never keep a rollback waiting, and never touches what one needs.
  targets: (plan) => plan.map(({ function: name }) => `versions:${name}`),
  // What is needed by then is looked up before each deletion, and spared.
  checks: async () => [],
  beginning: (plan) => `Started: ${pruneSize(plan).versions} versions to delete.`,
  run: runPrune,
};
