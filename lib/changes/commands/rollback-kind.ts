import { closeRollback } from '#lib/changes/commands/close-rollback';
import { movesEnd } from '#lib/changes/commands/moves-end';
import { roadOf } from '#lib/changes/commands/road-of';
import { verifyMoves } from '#lib/changes/commands/verify-moves';
import { drive } from '#lib/changes/drive';
import type { ChangeKind } from '#lib/changes/kind';
import { planOf } from '#lib/changes/plan';
import { decideTargets } from '#lib/changes/queries/decide-targets';
import { freshness } from '#lib/changes/queries/freshness';
import { markedTargets } from '#lib/changes/queries/marked-targets';
import { targetOf } from '#lib/changes/target-of';

/** Aliases moved back, all of them as one unit. */
export const ROLLBACK_KIND: ChangeKind<'rollback'> = {
  plan: async (ctx, creation) => ({
    plan: planOf(await decideTargets(ctx, creation)),
    confirmation: creation.environment,
  }),
  binding: (plan) => plan.map(({ why: _why, rejected: _rejected, ...move }) => move),
  targets: (plan) => plan.map(targetOf),
  checks: async (ctx, { plan }) => [await freshness(ctx, plan, await markedTargets(ctx.db, plan))],
  // Who ends another rollback marks and makes room at once, in between the checks and here.
  obstacles: markedTargets,
  beginning: (plan) => `Started: ${plan.length} to move.`,
  run: async (ctx, change, journal) =>
    movesEnd(await drive(roadOf(ctx, change, journal)), change.plan.length),
  ended: async (ctx, tx, change, { status }) => {
    if (status !== 'verifying') return [];
    const functions = change.plan.map(({ function: name }) => name);
    return closeRollback(ctx, tx, change, { moves: change.plan, functions });
  },
  verify: (ctx, change) => verifyMoves(ctx, change, change.plan),
};
