import type { SavedChange } from '#lib/changes/answers';
import { closeRollback } from '#lib/changes/commands/close-rollback';
import { runStackRollback } from '#lib/changes/commands/stack-rollback-run';
import { verifyMoves } from '#lib/changes/commands/verify-moves';
import type { ChangeKind, End } from '#lib/changes/kind';
import { movedOf, movesOf } from '#lib/changes/moves-of';
import { planStackRollback } from '#lib/changes/queries/plan-stack-rollback';
import { stackFreshness } from '#lib/changes/queries/stack-rollback-freshness';
import { targetOf } from '#lib/changes/target-of';
import type { Ctx } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';

/** A stack taken back by the one call of CloudFormation that is right in its status. */
export const STACK_ROLLBACK_KIND: ChangeKind<'stack-rollback'> = {
  plan: async (ctx, creation) => ({
    plan: [await planStackRollback(ctx, creation)],
    confirmation: creation.environment,
  }),
  binding: (plan) =>
    plan.map(({ stack, stackId, action, fromStatus, fromEventId, resourcesToSkip }) => ({
      stack,
      stackId,
      action,
      fromStatus,
      fromEventId,
      resourcesToSkip,
    })),
  targets: (plan) => plan.flatMap(({ stack, aliases }) => [`stack:${stack}`, ...aliases.map(targetOf)]),
  checks: (ctx, { plan }) => Promise.all(plan.map((planned) => stackFreshness(ctx, planned))),
  beginning: (plan) => `Started: ${plan.map(({ stack }) => stack).join()} is to be taken back.`,
  run: runStackRollback,
  functions: (plan) => plan.flatMap(({ functions = [] }) => functions),
  ended: async (ctx, tx, change, end) => {
    await recordMoves(ctx, tx, change, end);
    // What AWS never began has left nothing.
    if (end.result === undefined) return [];
    const moves = movesOf({ ...change, result: end.result });
    const functions = change.plan.flatMap((planned) => planned.functions ?? []);
    return closeRollback(ctx, tx, change, { moves, functions });
  },
  verify: (ctx, change) => verifyMoves(ctx, change, movesOf(change)),
};

/** Writes the moves of aliases that the stack has made into their ledger, so that nobody takes them for strangers'. */
async function recordMoves(
  ctx: Ctx,
  tx: Transaction,
  change: SavedChange<'stack-rollback'>,
  { result }: End,
): Promise<void> {
  for (const { function: functionName, alias, revisionId, version } of movedOf(result)) {
    const own = { movedBy: change.requestedBy.name, changeId: change.id };
    await tx.aliasMove.upsert({
      where: { functionName_alias_revisionId: { functionName, alias, revisionId } },
      create: {
        id: ctx.newId(),
        functionName,
        alias,
        revisionId,
        toVersion: version,
        seenAt: ctx.now,
        isFirstSight: false,
        ...own,
      },
      update: own,
    });
  }
}
