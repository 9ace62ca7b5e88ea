import type { Ctx } from '#lib/core/ctx';
import { REJECTED_DAYS } from '#lib/events/rejected/schema';

const DAY_MS = 86_400_000;

/** Forgets refusals that are older than is promised. Not audited: nobody decides it. */
export async function forgetRejected(ctx: Pick<Ctx, 'db' | 'now'>): Promise<void> {
  const before = new Date(ctx.now.getTime() - REJECTED_DAYS * DAY_MS);
  await ctx.db.rejectedEvents.deleteMany({ where: { lastAt: { lt: before } } });
}
