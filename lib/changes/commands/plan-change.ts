import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import type { ServedChange } from '#lib/changes/answers';
import { kindOf } from '#lib/changes/commands/kinds';
import { deedOf } from '#lib/changes/deed-of';
import type { CreationOf } from '#lib/changes/kind';
import { planHashOf } from '#lib/changes/plan-hash';
import type { Kind } from '#lib/changes/plans';
import { checksOf } from '#lib/changes/queries/checks-of';
import { savedChangeOf } from '#lib/changes/saved-change';
import { actorName } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import { plainJson } from '#lib/core/plain-json';
import { readOnce } from '#lib/functions/read-once';

/**
 * Makes the plan of a change and keeps it: nothing is changed, and nobody else is held up. What is executed later is
 * this plan or nothing.
 *
 * @throws AppError `unprocessable` naming everything that stands against it.
 */
export async function planChange<K extends Kind>(
  ctx: Ctx,
  creation: CreationOf<K>,
): Promise<ServedChange<K>> {
  assertAllowed(ctx.actor, 'production.change');
  const { environment, reason, incidentId = null } = creation;
  const kind = kindOf<K>(creation.kind);
  // The plan and its first checks look at the same moment, and AWS lets nobody read fast.
  const looking = { ...ctx, cloud: { ...ctx.cloud, functions: readOnce(ctx.cloud.functions) } };
  const { plan, confirmation } = await kind.plan(looking, creation);
  const id = ctx.newId();
  const deeds = kind.binding(plan);
  const planHash = planHashOf(creation.kind, environment, deeds);
  const saved = await audited(ctx, async (tx) => {
    const row = await tx.change.create({
      data: {
        id,
        kind: creation.kind,
        environment,
        status: 'planned',
        reason,
        plan: plainJson(plan),
        planHash,
        confirmation,
        incidentId,
        requesterKind: ctx.actor.kind,
        requesterId: ctx.actor.id,
        requesterName: actorName(ctx.actor),
        createdAt: ctx.now,
      },
    });
    const change = savedChangeOf<K>(row);
    const details = { environment, reason, planHash, deed: deedOf(change), deeds: plainJson(deeds) };
    const entry = { action: `${creation.kind}.planned`, subject: { kind: 'change', id }, details };
    return { value: change, entry };
  });
  return { ...saved, checks: await checksOf(looking, saved) };
}
