import type { SavedChange } from '#lib/changes/answers';
import { tell } from '#lib/changes/commands/tell';
import { actorName } from '#lib/core/actor';
import type { AuditDraft } from '#lib/core/audit-draft';
import type { Ctx } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';

/**
 * Discards a plan in the caller's transaction, with who does it and why.
 *
 * @returns what is audited; null when it is no plan any more, because somebody has begun or discarded it.
 */
export async function discardPlan(
  { actor, now }: Pick<Ctx, 'actor' | 'now'>,
  tx: Transaction,
  { id, kind }: Pick<SavedChange, 'id' | 'kind'>,
  reason: string,
): Promise<AuditDraft | null> {
  const by = actorName(actor);
  const { count } = await tx.change.updateMany({
    where: { id, status: 'planned' },
    data: { status: 'cancelled', cancelledAt: now, cancelledBy: by, cancelReason: reason, finishedAt: now },
  });
  if (count === 0) return null;
  await tell(tx, now, id, 'cancelled', `${by} discarded the plan.`);
  return { action: `${kind}.cancelled`, subject: { kind: 'change', id }, details: { reason } };
}
