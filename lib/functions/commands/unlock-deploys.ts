import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import { assertPerson } from '#lib/auth/person';
import type { Ctx } from '#lib/core/ctx';
import { AppError } from '#lib/core/errors';
import type { ServedLock, Unlocking } from '#lib/functions/lock-schema';
import { servedLock } from '#lib/functions/served-lock';

/**
 * Opens a lock, which only a person may: a program that could would deploy past it.
 *
 * @throws AppError `not_found`, or `conflict` when somebody opened it before.
 */
export async function unlockDeploys(ctx: Ctx, id: string, { reason }: Unlocking): Promise<ServedLock> {
  assertAllowed(ctx.actor, 'production.change');
  const person = assertPerson(ctx.actor, 'open a lock');
  return audited(ctx, async (tx) => {
    const row = await tx.deployLock.findUnique({ where: { id } });
    if (!row) throw new AppError('not_found', 'There is no such lock.');
    const { count } = await tx.deployLock.updateMany({
      where: { id, unlockedAt: null },
      data: { unlockedBy: person.name, unlockedAt: ctx.now, unlockReason: reason },
    });
    if (count === 0) {
      const when = row.unlockedAt?.toISOString();
      throw new AppError('conflict', `${row.unlockedBy} opened this lock at ${when} already.`);
    }
    const value = servedLock(await tx.deployLock.findUniqueOrThrow({ where: { id } }), ctx.now);
    const details = { function: row.functionName, reason, lockedBy: row.lockedBy, lockedFor: row.reason };
    return { value, entry: { action: 'deploys.unlocked', subject: { kind: 'lock', id }, details } };
  });
}
