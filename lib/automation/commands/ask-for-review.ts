import { audited } from '#lib/audit/write';
import { nameOfSource } from '#lib/automation/source';
import { atOnce } from '#lib/changes/commands/at-once';
import type { Ctx } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';
import { environmentOf } from '#lib/core/environment-of';
import { insertIncident } from '#lib/incidents/commands/insert-incident';
import { writeEvent } from '#lib/incidents/commands/write-event';
import { unclosedAbout } from '#lib/incidents/queries/load-incident';
import type { AlarmDecision } from '#prisma/generated/client';

/**
 * Has a person look at what hurts and may not be rolled back by itself: opens an incident, or adds a line to the one
 * that is about the function already. Once for each decision, whoever else does so too.
 */
export async function askForReview(ctx: Ctx, { id }: Pick<AlarmDecision, 'id'>): Promise<void> {
  const writing = atOnce(ctx);
  await audited(writing, async (tx) => {
    const decision = await tx.alarmDecision.findUnique({ where: { id } });
    if (decision?.outcome !== 'review' || decision.incidentId !== null) return { value: null, entry: [] };
    const { incidentId, entry } = await incidentOf(writing, tx, decision);
    await tx.alarmDecision.update({ where: { id }, data: { incidentId } });
    return { value: null, entry };
  });
}

async function incidentOf(ctx: Ctx, tx: Transaction, decision: AlarmDecision) {
  const { functionName, source, why } = decision;
  const environment = environmentOf(functionName);
  const sentence = `${nameOfSource(source)} is red, and automation did not roll back. ${why}`;
  const there = await unclosedAbout(tx, environment, [functionName]);
  if (there) {
    await writeEvent(tx, there.id, { at: ctx.now, kind: 'automation', sentence, href: HREF });
    return { incidentId: there.id, entry: [] };
  }
  const { alarms } = ctx.lookout.now();
  const opening = { at: ctx.now, newId: ctx.newId, alarms, channel: ctx.notifier };
  const { incident, entry } = await insertIncident(tx, opening, {
    title: `${nameOfSource(source)} is red`.slice(0, 160),
    severity: 'P2',
    environment,
    scope: 'feature',
    functions: [functionName],
    failureReason: '',
    owner: null,
    openedBy: 'automation',
    detectedAt: decision.since,
    sentence,
  });
  return { incidentId: incident.id, entry };
}

const HREF = '/automation';
