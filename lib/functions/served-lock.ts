import type { ServedLock } from '#lib/functions/lock-schema';
import type { DeployLock } from '#prisma/generated/client';

/** A stored lock as it is served. */
export function servedLock(row: DeployLock, now: Date): ServedLock {
  const { id, functionName, reason, changeId, lockedBy, lockedAt, expiresAt } = row;
  const { unlockedBy, unlockedAt, unlockReason } = row;
  return {
    id,
    function: functionName,
    reason,
    changeId,
    by: lockedBy,
    at: lockedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    isOverdue: unlockedAt === null && expiresAt <= now,
    unlocked:
      unlockedAt === null
        ? null
        : { by: unlockedBy ?? '', at: unlockedAt.toISOString(), reason: unlockReason ?? '' },
  };
}
