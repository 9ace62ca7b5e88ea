import type { SavedChange } from '#lib/changes/answers';
import { movesEnd } from '#lib/changes/commands/moves-end';
import { roadOf } from '#lib/changes/commands/road-of';
import { verifyMoves } from '#lib/changes/commands/verify-moves';
import { drive } from '#lib/changes/drive';
import type { ChangeKind } from '#lib/changes/kind';
import { freshness } from '#lib/changes/queries/freshness';
import { planForward } from '#lib/changes/queries/plan-forward';
import { targetOf } from '#lib/changes/target-of';
import type { Actor } from '#lib/core/actor';
import type { AuditDraft } from '#lib/core/audit-draft';
import type { Ctx } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';
import type { Check } from '#lib/core/errors';

/** Aliases moved forward again to what a rollback left, and the marks that it set taken away. */
export const FORWARD_KIND: ChangeKind<'forward'> = {
  plan: async (ctx, creation) => ({
    plan: await planForward(ctx, creation),
    confirmation: creation.environment,
  }),
  binding: (plan) => plan.map(({ why: _why, rejected: _rejected, ...move }) => move),
  targets: (plan) => plan.map(targetOf),
  checks: async (ctx, { plan }) => [await freshness(ctx, plan), personCheck(ctx.actor)],
  beginning: (plan) => `Started: ${plan.length} to move forward again.`,
  run: async (ctx, change, journal) =>
    movesEnd(await drive(roadOf(ctx, change, journal)), change.plan.length),
  ended: async (ctx, tx, change, { status }) => {
    if (status !== 'verifying') return [];
    return clearMarks(ctx, tx, change);
  },
  verify: (ctx, change) => verifyMoves(ctx, change, change.plan),
};

/** It clears marks, which only somebody with a name may. */
function personCheck(actor: Actor): Check {
  const isPerson = actor.kind === 'person';
  return {
    id: 'person',
    label: 'A person takes the marks away',
    status: isPerson ? 'pass' : 'fail',
    reason: isPerson ? 'You sign for it with your name.' : 'A token or a schedule may not clear a mark.',
  };
}

async function clearMarks(
  ctx: Pick<Ctx, 'now'>,
  tx: Transaction,
  { id: changeId, plan, requestedBy: { name: clearedBy } }: SavedChange<'forward'>,
): Promise<AuditDraft[]> {
  const drafts: AuditDraft[] = [];
  for (const { function: functionName, toVersion, rollbackId } of plan) {
    const { count } = await tx.badVersion.updateMany({
      where: { functionName, version: Number(toVersion), changeId: rollbackId, clearedAt: null },
      data: { clearedBy, clearedAt: ctx.now },
    });
    if (count === 0) continue;
    const details = { version: toVersion, changeId, clearedBy };
    drafts.push({ action: 'version.mark_cleared', subject: { kind: 'function', id: functionName }, details });
  }
  return drafts;
}
