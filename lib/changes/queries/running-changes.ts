import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';

const AT_MOST = 100;

/** The ids of changes that run or are being verified, the newest first. */
export async function runningChanges(ctx: Ctx): Promise<string[]> {
  assertAllowed(ctx.actor, 'production.read');
  const found = await ctx.db.change.findMany({
    where: { status: { in: ['running', 'verifying'] } },
    orderBy: { createdAt: 'desc' },
    select: { id: true },
    take: AT_MOST,
  });
  return found.map(({ id }) => id);
}
