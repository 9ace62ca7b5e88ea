import { assertAllowed, PERMISSIONS } from '#lib/auth/permissions';
import { deedOf } from '#lib/changes/deed-of';
import { asSeenBy } from '#lib/changes/queries/as-seen-by';
import { savedChangeOf } from '#lib/changes/saved-change';
import type { Ctx } from '#lib/core/ctx';
import type { ServedIncident } from '#lib/incidents/answers';
import { noSuchIncident } from '#lib/incidents/no-such-incident';
import { closingOf } from '#lib/incidents/queries/closing-of';
import { momentsOf } from '#lib/incidents/queries/moments-of';
import { rollbacksOf } from '#lib/incidents/queries/rollbacks-of';
import {
  savedIncidentOf,
  savedPostMortemOf,
  servedFollowUp,
  servedItems,
  servedNotice,
} from '#lib/incidents/saved-incident';
import { timelineOf } from '#lib/incidents/timeline';
import { timingsOf } from '#lib/incidents/timings';

/** Everything about one incident, read from the records of itself, its changes and its notices. */
export async function getIncident(ctx: Ctx, id: string): Promise<ServedIncident> {
  assertAllowed(ctx.actor, 'production.read');
  const [row, changes, rollbacks, checks, candidates] = await Promise.all([
    ctx.db.incident.findUnique({
      where: { id },
      include: {
        events: true,
        items: true,
        notices: { orderBy: { sequence: 'asc' } },
        followUps: { orderBy: { createdAt: 'asc' } },
        postMortem: true,
      },
    }),
    ctx.db.change.findMany({
      where: { incidentId: id },
      include: { events: true },
      orderBy: { createdAt: 'asc' },
    }),
    rollbacksOf(ctx.db, id),
    closingOf(ctx.db, id),
    ctx.db.person.findMany({
      where: { isActive: true, role: { in: [...PERMISSIONS['incidents.note']] } },
      select: { id: true, name: true },
      orderBy: { name: 'asc' },
    }),
  ]);
  if (!row) throw noSuchIncident();
  const saved = changes.map(({ events: _events, ...change }) => asSeenBy(ctx.actor, savedChangeOf(change)));
  const notices = row.notices.map(servedNotice);
  const { channel, isConfigured } = ctx.notifier;
  return {
    ...savedIncidentOf(row),
    changes: saved,
    timeline: timelineOf({
      events: row.events,
      changes: saved.map((change) => ({ ...change, deed: deedOf(change) })),
      told: changes.flatMap(({ events }) => events),
      notices,
    }),
    items: servedItems(row.items),
    notices,
    notifier: { channel, isConfigured },
    postMortem: row.postMortem && savedPostMortemOf(row.postMortem),
    followUps: row.followUps.map(servedFollowUp),
    timings: timingsOf(await momentsOf(ctx.db, row, rollbacks)),
    checks,
    candidates,
  };
}
