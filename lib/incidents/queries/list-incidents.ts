import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import type { Incidents } from '#lib/incidents/answers';
import { savedIncidentOf } from '#lib/incidents/saved-incident';
import type { IncidentsQuery } from '#lib/incidents/schema';

/** The newest first, a page at a time; the cursor is the id of the last one of the page before. */
export async function listIncidents(
  ctx: Ctx,
  { status, environment, cursor, limit }: IncidentsQuery,
): Promise<Incidents> {
  assertAllowed(ctx.actor, 'production.read');
  const rows = await ctx.db.incident.findMany({
    where: {
      ...(status === undefined ? {} : { status: status === 'unclosed' ? { not: 'closed' } : status }),
      ...(environment === undefined ? {} : { environment }),
    },
    include: { _count: { select: { items: { where: { state: 'open' } } } } },
    orderBy: [{ openedAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    ...(cursor === undefined ? {} : { cursor: { id: cursor }, skip: 1 }),
  });
  const incidents = rows
    .slice(0, limit)
    .map(({ _count, ...row }) => ({ ...savedIncidentOf(row), itemsOpen: _count.items }));
  return { incidents, nextCursor: rows.length > limit ? (incidents.at(-1)?.id ?? null) : null };
}
