import type { Transaction } from '#lib/core/database';
import type { Check } from '#lib/core/errors';
import { closingChecks } from '#lib/incidents/closing-checks';
import { noSuchIncident } from '#lib/incidents/no-such-incident';
import { savedIncidentOf, servedFollowUp, servedItems } from '#lib/incidents/saved-incident';

type Readable = Pick<Transaction, 'incident' | 'change'>;

/** What must hold before an incident is closed, from what is stored now; the page draws what the command enforces. */
export async function closingOf(tx: Readable, id: string): Promise<Check[]> {
  const row = await tx.incident.findUnique({
    where: { id },
    include: { items: true, followUps: true, postMortem: { select: { version: true } } },
  });
  if (!row) throw noSuchIncident();
  const running = await tx.change.count({
    where: { incidentId: id, status: { in: ['running', 'verifying'] } },
  });
  return closingChecks({
    ...savedIncidentOf(row),
    items: servedItems(row.items),
    hasPostMortem: row.postMortem !== null,
    followUps: row.followUps.map((followUp) => {
      const { text, owner, dueOn } = servedFollowUp(followUp);
      return { text, ownerName: owner?.name ?? null, dueOn };
    }),
    running,
  });
}
