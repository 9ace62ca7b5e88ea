import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import type { OpenedScenario } from '#lib/automation/decision-answers';
import { type Evidence, MATRIX, type ScenarioId } from '#lib/automation/matrix';
import { evidenceNow } from '#lib/automation/queries/evidence';
import { actorName } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';
import { environmentOf } from '#lib/core/environment-of';
import { AppError } from '#lib/core/errors';
import { insertIncident } from '#lib/incidents/commands/insert-incident';
import { unclosedAbout } from '#lib/incidents/queries/load-incident';
import type { Incident } from '#prisma/generated/client';

/** Where what names no function is looked for: a report of a build or a table says nothing else. */
const MAIN_ENVIRONMENT = 'prod';

/**
 * Opens the incident of a row of the matrix, with its evidence and its follow-up, or takes them into the one that is
 * about the same. Asked twice, it is one.
 *
 * @throws AppError `conflict` when the row does not hold any more.
 */
export async function openScenario(ctx: Ctx, id: ScenarioId): Promise<OpenedScenario> {
  assertAllowed(ctx.actor, 'production.change');
  const evidence = (await evidenceNow(ctx))[id];
  if (evidence.length === 0) {
    throw new AppError('conflict', `${MATRIX[id].title} does not hold any more; load the page again.`);
  }
  const functions = [...new Set(evidence.flatMap((one) => one.functions))].sort();
  return audited(ctx, async (tx) => {
    const there = await standing(tx, evidence, functions);
    const { incident, entries } = there
      ? { incident: there, entries: [] }
      : await open(ctx, tx, { id, evidence, functions });
    const isNew = await takeIn(ctx, tx, { id, incident, evidence });
    const details = { scenario: id, incidentId: incident.id };
    const subject = { kind: 'incident', id: incident.id };
    const taken = isNew ? [{ action: 'decision.opened', subject, details }] : [];
    return { value: { incidentId: incident.id, isOpened: !there }, entry: [...entries, ...taken] };
  });
}

async function standing(
  tx: Transaction,
  evidence: readonly Evidence[],
  functions: string[],
): Promise<Incident | null> {
  const reportIds = evidence.flatMap(({ reportId }) => reportId ?? []);
  const reports = await tx.triggerReport.findMany({ where: { id: { in: reportIds } } });
  const ids = reports.flatMap(({ incidentId }) => incidentId ?? []);
  const own = await tx.incident.findFirst({ where: { id: { in: ids }, status: { not: 'closed' } } });
  return own ?? unclosedAbout(tx, environmentFor(functions), functions);
}

interface Opening {
  id: ScenarioId;
  evidence: readonly Evidence[];
  functions: string[];
}

async function open(ctx: Ctx, tx: Transaction, { id, evidence, functions }: Opening) {
  const { title, severity } = MATRIX[id];
  const openedBy = actorName(ctx.actor);
  const times = evidence.flatMap(({ at }) => (at === null ? [] : Date.parse(at)));
  const { alarms } = ctx.lookout.now();
  const opening = { at: ctx.now, newId: ctx.newId, alarms, channel: ctx.notifier };
  const { incident, entry } = await insertIncident(tx, opening, {
    title: `${title}: ${evidence[0]?.sentence ?? ''}`.slice(0, 160),
    severity,
    environment: environmentFor(functions),
    scope: 'feature',
    functions,
    failureReason: '',
    owner: ctx.actor.kind === 'person' ? { id: ctx.actor.id, name: ctx.actor.name } : null,
    openedBy,
    detectedAt: times.length > 0 ? new Date(Math.min(...times)) : null,
    sentence: `Opened by ${openedBy} from the decision matrix: ${title}.`,
  });
  return { incident, entries: [entry] };
}

/** Ties reports and the follow-up of the row to the incident, once. */
async function takeIn(
  ctx: Ctx,
  tx: Transaction,
  { id, incident, evidence }: { id: ScenarioId; incident: Incident; evidence: readonly Evidence[] },
): Promise<boolean> {
  const { title, action, recovery, followUp } = MATRIX[id];
  const line = { incidentId: incident.id, key: `matrix ${id}` };
  const isThere = await tx.incidentEvent.findUnique({ where: { incidentId_key: line } });
  const reportIds = evidence.flatMap(({ reportId }) => reportId ?? []);
  await tx.triggerReport.updateMany({
    where: { id: { in: reportIds }, incidentId: null },
    data: { incidentId: incident.id },
  });
  if (isThere) return false;
  const said = evidence.map(({ sentence }) => sentence).join(' ');
  const sentence = `${title}. ${said} ${action}: ${recovery}.`.slice(0, 2000);
  await tx.incidentEvent.create({
    data: { ...line, at: ctx.now, kind: 'decision', sentence, by: actorName(ctx.actor), href: '/decisions' },
  });
  if (followUp !== null) {
    await tx.followUp.create({
      data: {
        id: ctx.newId(),
        incidentId: incident.id,
        text: followUp,
        createdBy: actorName(ctx.actor),
        createdAt: ctx.now,
      },
    });
  }
  return true;
}

function environmentFor(functions: readonly string[]): string {
  const [first] = functions;
  return first === undefined ? MAIN_ENVIRONMENT : environmentOf(first);
}
