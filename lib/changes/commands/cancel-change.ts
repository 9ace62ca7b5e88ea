import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import type { SavedChange } from '#lib/changes/answers';
import { tell } from '#lib/changes/commands/tell';
import { isStoppable } from '#lib/changes/is-stoppable';
import { loadChange } from '#lib/changes/queries/load-change';
import type { ChangeCancellation } from '#lib/changes/schema';
import { actorName } from '#lib/core/actor';
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
    const asked = { cancelledAt: ctx.now, cancelledBy: actorName(ctx.actor), cancelReason: reason };
    const verb =
      change.status === 'planned' ? await discard(tx, change, asked) : await stop(tx, change, asked);
    const subject = { kind: 'change', id };
    const entry = verb === null ? [] : { action: `${change.kind}.${verb}`, subject, details: { reason } };
    return { value: await loadChange(tx, id), entry };
  });
}

interface Asked {
  cancelledAt: Date;
  cancelledBy: string;
  cancelReason: string;
}

async function discard(tx: Transaction, { id }: SavedChange, asked: Asked): Promise<'cancelled'> {
  const { count } = await tx.change.updateMany({
    where: { id, status: 'planned' },
    data: { ...asked, status: 'cancelled', finishedAt: asked.cancelledAt },
  });
  if (count === 0) throw new AppError('conflict', 'It was begun this moment; look at how it is going.');
  await tell(tx, asked.cancelledAt, id, 'cancelled', `${asked.cancelledBy} discarded the plan.`);
  return 'cancelled';
}

/** Null when somebody has asked before. */
async function stop(tx: Transaction, change: SavedChange, asked: Asked): Promise<'stop_asked' | null> {
  const { id, status, kind } = change;
  if (status === 'cancelled' || (status === 'running' && change.cancellation !== null)) return null;
  if (status !== 'running') throw new AppError('conflict', 'It has ended; there is nothing left to stop.');
  if (!isStoppable(kind)) {
    throw new AppError(
      'conflict',
      'It is not left half-way: it ends by itself, and can be gone back from then.',
    );
  }
  const { count } = await tx.change.updateMany({ where: { id, status, cancelledAt: null }, data: asked });
  if (count === 0)
    throw new AppError('conflict', 'It has just ended, or somebody else was first. Look again.');
  await tell(tx, asked.cancelledAt, id, 'stop_asked', `${asked.cancelledBy} stops it: ${asked.cancelReason}`);
  return 'stop_asked';
}
