import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import type { LocksQuery, ServedLocks } from '#lib/functions/lock-schema';
import { servedLock } from '#lib/functions/served-lock';

/** Locks on deploys, the newest first, a page at a time; the cursor is the id of the last one of the page before. */
export async function listLocks(
  ctx: Ctx,
  { state, function: functionName, changeId, cursor, limit }: LocksQuery,
): Promise<ServedLocks> {
  assertAllowed(ctx.actor, 'production.read');
  const rows = await ctx.db.deployLock.findMany({
    where: {
      unlockedAt: state === 'open' ? null : { not: null },
      ...(functionName === undefined ? {} : { functionName }),
      ...(changeId === undefined ? {} : { changeId }),
    },
    orderBy: [{ lockedAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    ...(cursor === undefined ? {} : { cursor: { id: cursor }, skip: 1 }),
  });
  const locks = rows.slice(0, limit).map((row) => servedLock(row, ctx.now));
  return { locks, nextCursor: rows.length > limit ? (locks.at(-1)?.id ?? null) : null };
}
