import type { SavedChange } from '#lib/changes/answers';
import { markBad } from '#lib/changes/commands/mark-bad';
import { LOCK_HOURS } from '#lib/changes/lock-hours';
import { type Moved, versionsLeft } from '#lib/changes/moves-of';
import type { AuditDraft } from '#lib/core/audit-draft';
import type { Ctx } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';

interface Closing {
  /** What was moved. */
  moves: readonly Moved[];
  /** Whose deploys are locked. */
  functions: readonly string[];
}

/**
 * What follows from a rollback: the versions that were left are marked as bad, and deploys of its functions are locked,
 * so that a pipeline does not bring them back in ten minutes.
 *
 * @returns what is audited: each mark and each lock.
 */
export async function closeRollback(
  ctx: Ctx,
  tx: Transaction,
  { id: changeId, reason, requestedBy }: Pick<SavedChange, 'id' | 'reason' | 'requestedBy'>,
  { moves, functions }: Closing,
): Promise<AuditDraft[]> {
  const at = ctx.now;
  const left = moves.flatMap((move) =>
    versionsLeft(move).map((version) => ({ functionName: move.function, version })),
  );
  const marked = await markBad(tx, left, { reason, changeId, markedBy: requestedBy.name, markedAt: at });
  const expiresAt = new Date(at.getTime() + LOCK_HOURS * 3_600_000);
  const about = { reason, changeId, lockedBy: requestedBy.name, lockedAt: at, expiresAt };
  const locks = functions.map((functionName) => ({ id: ctx.newId(), functionName, ...about }));
  await tx.deployLock.createMany({ data: locks });
  const locked = locks.map(({ id, functionName }) => ({
    action: 'deploys.locked',
    subject: { kind: 'lock', id },
    details: { function: functionName, reason, changeId, expiresAt: expiresAt.toISOString() },
  }));
  return [...marked, ...locked];
}
