import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import { actorName } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';
import { AppError } from '#lib/core/errors';
import type { SavedIncident } from '#lib/incidents/answers';
import { writeEvent } from '#lib/incidents/commands/write-event';
import { writeNotice } from '#lib/incidents/commands/write-notice';
import { closingOf } from '#lib/incidents/queries/closing-of';
import { loadIncident } from '#lib/incidents/queries/load-incident';
import { savedIncidentOf } from '#lib/incidents/saved-incident';
import type { IncidentTransition } from '#lib/incidents/schema';
import { type IncidentStatus, whyNotTo } from '#lib/incidents/status';

/**
 * Takes an incident to another state.
 *
 * @throws AppError `conflict` where it may not go there from where it is; when it is to be closed and something is
 * lacking, `unprocessable` with all checks.
 */
export async function moveIncident(
  ctx: Ctx,
  id: string,
  { to, reason }: IncidentTransition,
): Promise<SavedIncident> {
  assertAllowed(ctx.actor, 'incidents.work');
  return audited(ctx, async (tx) => {
    const before = savedIncidentOf(await loadIncident(tx, id));
    const why = whyNotTo(before.status, to);
    if (why) throw new AppError('conflict', why);
    if (to === 'open' && reason === '') throw lacking('reason', 'must say what hurts again');
    if (to === 'closed') await assertClosable(tx, id);
    await tx.incident.update({ where: { id }, data: { status: to, ...MOMENTS[to](ctx.now) } });
    const by = actorName(ctx.actor);
    const sentence = reason === '' ? `${WORDS[to]}.` : `${WORDS[to]}: ${reason}`;
    await writeEvent(tx, id, { at: ctx.now, kind: 'status', sentence, by });
    if (to === 'closed') await tellClosed(ctx, tx, before, by);
    const details = { from: before.status, to, reason };
    const entry = { action: `incident.${ACTIONS[to]}`, subject: { kind: 'incident', id }, details };
    return { value: savedIncidentOf(await loadIncident(tx, id)), entry };
  });
}

const WORDS: Record<IncidentStatus, string> = {
  open: 'Opened again',
  mitigated: 'Mitigated',
  closed: 'Closed',
};
const ACTIONS: Record<IncidentStatus, string> = {
  open: 'reopened',
  mitigated: 'mitigated',
  closed: 'closed',
};
const MOMENTS: Record<IncidentStatus, (now: Date) => { mitigatedAt?: Date | null; closedAt?: Date }> = {
  open: () => ({ mitigatedAt: null }),
  mitigated: (now) => ({ mitigatedAt: now }),
  closed: (now) => ({ closedAt: now }),
};

async function assertClosable(tx: Transaction, id: string): Promise<void> {
  const checks = await closingOf(tx, id);
  const failed = checks.filter(({ status }) => status !== 'pass');
  if (failed.length === 0) return;
  throw new AppError('unprocessable', failed.map(({ reason }) => reason).join(' '), { checks });
}

function lacking(path: string, message: string): AppError {
  return new AppError('unprocessable', `The ${path} ${message}.`, { errors: [{ path, message }] });
}

async function tellClosed(
  ctx: Ctx,
  tx: Transaction,
  { id, number, environment, title }: SavedIncident,
  by: string,
): Promise<void> {
  await writeNotice(tx, { at: ctx.now, newId: ctx.newId }, ctx.notifier, {
    incidentId: id,
    kind: 'closed',
    headline: `Incident ${number} in ${environment} is closed: ${title}`,
    lines: [`Closed by ${by}.`],
  });
}
