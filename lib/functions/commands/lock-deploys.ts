import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import { actorName } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import type { LockCreation, ServedLock } from '#lib/functions/lock-schema';
import { assertKnown } from '#lib/functions/queries/known-function';
import { servedLock } from '#lib/functions/served-lock';

const HOUR_MS = 3_600_000;

/**
 * Keeps a function from being deployed until a person opens the lock. A deploy that is under way stops within seconds
 * and goes back. Several may stand on one function; each is opened by itself.
 *
 * @throws AppError `not_found` for a function that is not there.
 */
export async function lockDeploys(ctx: Ctx, creation: LockCreation): Promise<ServedLock> {
  assertAllowed(ctx.actor, 'production.change');
  const { function: functionName, reason, hours } = creation;
  await assertKnown(ctx, functionName);
  return audited(ctx, async (tx) => {
    const row = await tx.deployLock.create({
      data: {
        id: ctx.newId(),
        functionName,
        reason,
        lockedBy: actorName(ctx.actor),
        lockedAt: ctx.now,
        expiresAt: new Date(ctx.now.getTime() + hours * HOUR_MS),
      },
    });
    const value = servedLock(row, ctx.now);
    const details = { function: functionName, reason, expiresAt: value.expiresAt };
    return { value, entry: { action: 'deploys.locked', subject: { kind: 'lock', id: row.id }, details } };
  });
}
