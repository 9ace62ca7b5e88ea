import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import type { ServedChange } from '#lib/changes/answers';
import { planOf } from '#lib/changes/plan';
import { planHashOf } from '#lib/changes/plan-hash';
import { checksOf } from '#lib/changes/queries/checks-of';
import { decideTargets } from '#lib/changes/queries/decide-targets';
import { savedChangeOf } from '#lib/changes/saved-change';
import type { ChangeCreation } from '#lib/changes/schema';
import { actorName } from '#lib/core/actor';
import type { Json } from '#lib/core/canonical-json';
import type { Ctx } from '#lib/core/ctx';

/**
 * Makes the plan of a rollback and keeps it: nothing is moved, and nobody else is held up. What is executed later is
 * this plan or nothing.
 *
 * @throws AppError `unprocessable` naming every function that cannot be rolled back.
 */
export async function planChange(ctx: Ctx, creation: ChangeCreation): Promise<ServedChange> {
  assertAllowed(ctx.actor, 'production.change');
  const plan = planOf(await decideTargets(ctx, creation));
  const id = ctx.newId();
  const planHash = planHashOf(creation.kind, creation.environment, plan);
  const saved = await audited(ctx, async (tx) => {
    const row = await tx.change.create({
      data: {
        id,
        kind: creation.kind,
        environment: creation.environment,
        status: 'planned',
        reason: creation.reason,
        plan: JSON.parse(JSON.stringify(plan)) as Json[],
        planHash,
        confirmation: creation.environment,
        requesterKind: ctx.actor.kind,
        requesterId: ctx.actor.id,
        requesterName: actorName(ctx.actor),
        createdAt: ctx.now,
      },
    });
    const moves = plan.map(
      (move) => `${move.function}:${move.alias} ${move.fromVersion} → ${move.toVersion}`,
    );
    const details = { environment: creation.environment, reason: creation.reason, planHash, moves };
    const entry = { action: `${creation.kind}.planned`, subject: { kind: 'change', id }, details };
    return { value: savedChangeOf(row), entry };
  });
  return { ...saved, checks: await checksOf(ctx, saved) };
}
