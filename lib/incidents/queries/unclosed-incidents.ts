import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';

const AT_MOST = 100;

/** The incidents that nobody has closed, the newest first, by what a link to one needs. */
export async function unclosedIncidents(ctx: Ctx): Promise<{ id: string; number: number; title: string }[]> {
  assertAllowed(ctx.actor, 'production.read');
  return ctx.db.incident.findMany({
    where: { status: { not: 'closed' } },
    orderBy: [{ openedAt: 'desc' }, { id: 'desc' }],
    select: { id: true, number: true, title: true },
    take: AT_MOST,
  });
}
