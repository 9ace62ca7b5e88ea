import type { SavedChange } from '#lib/changes/answers';
import type { PlannedMove } from '#lib/changes/plan';
import type { Ctx } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';

const LOCK_HOURS = 24;

/**
 * What follows from a rollback whose aliases are moved: the versions that were left are marked as bad, and deploys of
 * their functions are locked, so that a pipeline does not bring them back in ten minutes.
 */
export async function closeMoves(ctx: Ctx, tx: Transaction, change: SavedChange<'rollback'>): Promise<void> {
  const { id: changeId, reason, requestedBy } = change;
  const at = ctx.now;
  const expiresAt = new Date(at.getTime() + LOCK_HOURS * 3_600_000);
  for (const move of change.plan) {
    for (const version of versionsLeft(move)) {
      const mark = { reason, changeId, markedBy: requestedBy.name, markedAt: at };
      const functionName = move.function;
      await tx.badVersion.upsert({
        where: { functionName_version: { functionName, version } },
        create: { functionName, version, ...mark },
        update: { ...mark, clearedBy: null, clearedAt: null },
      });
    }
    await tx.deployLock.create({
      data: {
        id: ctx.newId(),
        functionName: move.function,
        reason,
        changeId,
        lockedBy: requestedBy.name,
        lockedAt: at,
        expiresAt,
      },
    });
  }
}

/** All that had traffic and has none any more. */
function versionsLeft({ fromVersion, fromWeights, toVersion }: PlannedMove): number[] {
  return [fromVersion, ...Object.keys(fromWeights)]
    .filter((version) => version !== '$LATEST' && version !== toVersion)
    .map(Number);
}
