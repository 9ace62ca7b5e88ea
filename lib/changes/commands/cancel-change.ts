import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import type { SavedChange } from '#lib/changes/answers';
import { discardPlan } from '#lib/changes/commands/discard-plan';
import { tell } from '#lib/changes/commands/tell';
import { isStoppable } from '#lib/changes/is-stoppable';
import { loadChange } from '#lib/changes/queries/load-change';
import type { ChangeCancellation } from '#lib/changes/schema';
import { actorName } from '#lib/core/actor';
import type { AuditDraft } from '#lib/core/audit-draft';
import type { Ctx } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';
import { AppError } from '#lib/core/errors';

/**
 * Discards a plan that nobody has begun, or asks one that is under way to stop: it goes no further, takes back what it
 * moved, and ends as not done. Asking twice is asking once.
 *
 * @throws AppError `conflict` when it has ended, or when its kind cannot be left half-way.
 */
export async function cancelChange(
  ctx: Ctx,
  id: string,
  { reason }: ChangeCancellation,
): Promise<SavedChange> {
  assertAllowed(ctx.actor, 'production.change');
  return audited(ctx, async (tx) => {
    const change = await loadChange(tx, id);
    const entry =
      change.status === 'planned'
        ? await discard(ctx, tx, change, reason)
        : await stop(ctx, tx, change, reason);
    return { value: await loadChange(tx, id), entry };
  });
}

async function discard(ctx: Ctx, tx: Transaction, change: SavedChange, reason: string): Promise<AuditDraft> {
  const entry = await discardPlan(ctx, tx, change, reason);
  if (!entry) throw new AppError('conflict', 'It was begun this moment; look at how it is going.');
  return entry;
}

/** Nothing is audited when somebody has asked before. */
async function stop(
  ctx: Ctx,
  tx: Transaction,
  { id, status, kind, cancellation }: SavedChange,
  reason: string,
): Promise<AuditDraft[]> {
  if (status === 'cancelled' || (status === 'running' && cancellation !== null)) return [];
  if (status !== 'running') throw new AppError('conflict', 'It has ended; there is nothing left to stop.');
  if (!isStoppable(kind)) {
    throw new AppError(
      'conflict',
      'It is not left half-way: it ends by itself, and can be gone back from then.',
    );
  }
  const by = actorName(ctx.actor);
  const { count } = await tx.change.updateMany({
    where: { id, status, cancelledAt: null },
    data: { cancelledAt: ctx.now, cancelledBy: by, cancelReason: reason },
  });
  if (count === 0)
    throw new AppError('conflict', 'It has just ended, or somebody else was first. Look again.');
  await tell(tx, ctx.now, id, 'stop_asked', `${by} stops it: ${reason}`);
  return [{ action: `${kind}.stop_asked`, subject: { kind: 'change', id }, details: { reason } }];
}
