import type { Ctx } from '#lib/core/ctx';
import { CHECKLIST } from '#lib/incidents/checklist';
import { lookAtIncident } from '#lib/incidents/commands/look-at-incident';

/** An incident in which nothing has happened for so long is looked at now and then. */
const FRESH_MS = 2 * 3_600_000;
const SELDOM = 20;

const SEEN = CHECKLIST.filter(({ isSeen }) => isSeen).map(({ id }) => id);

/** Looks at every incident that has something to see; one that fails does not keep the others waiting. */
export async function lookAtIncidents(ctx: Ctx, round: number): Promise<void> {
  const unclosed = await ctx.db.incident.findMany({
    where: { status: { not: 'closed' }, items: { some: { item: { in: SEEN }, state: 'open' } } },
    include: { events: { orderBy: { at: 'desc' }, take: 1 } },
  });
  for (const { id, openedAt, events } of unclosed) {
    const age = ctx.pace.clock().getTime() - (events[0]?.at ?? openedAt).getTime();
    if (age > FRESH_MS && round % SELDOM !== 0) continue;
    await lookAtIncident(ctx, id).catch((error: unknown) =>
      ctx.log.warn(
        { err: error, incidentId: id },
        'an incident could not be looked at; the next round tries again',
      ),
    );
  }
}
