import { isRollback } from '#lib/changes/moves-of';
import type { AuditDraft } from '#lib/core/audit-draft';
import type { ChangeFollower, FollowedChange } from '#lib/core/change-follower';
import type { Transaction } from '#lib/core/database';
import type { Live } from '#lib/core/live';
import { insertIncident } from '#lib/incidents/commands/insert-incident';
import { joinIncident } from '#lib/incidents/commands/join-incident';
import { writeEvent } from '#lib/incidents/commands/write-event';
import { type Channel, writeNotice } from '#lib/incidents/commands/write-notice';
import { firstIncident } from '#lib/incidents/first-incident';
import { unclosedAbout } from '#lib/incidents/queries/load-incident';
import type { Incident } from '#prisma/generated/client';

interface Around {
  live: () => Pick<Live, 'functions' | 'alarms'>;
  channel: Channel;
}

type Moment = Parameters<ChangeFollower['begun']>[2];

/**
 * Keeps incidents beside changes: a rollback opens one, or joins the one that is about the same functions or the same
 * stack; other changes join the one that they name. It refuses nothing, because a rollback must not wait for its paperwork.
 */
export function incidentFollower({ live, channel }: Around): ChangeFollower {
  return {
    begun: async (tx, change, moment) => {
      const found = await incidentFor(tx, change);
      if (found) {
        const entry = await joinIncident(tx, moment, channel, found, change);
        await link(tx, change, found);
        return [entry];
      }
      if (!isRollback(change.kind)) return [];
      const { alarms, functions } = live();
      const opening = { ...moment, alarms, channel };
      const first = firstIncident(change, [...functions.keys()]);
      const { incident, entry } = await insertIncident(tx, opening, first);
      await link(tx, change, incident);
      return [entry];
    },
    ended: async (tx, change, moment) => {
      const incident = await ownIncident(tx, change);
      if (!incident) return [];
      const isOver = change.status !== 'verifying';
      await tellPeople(tx, moment, channel, { incident, change, kind: isOver ? 'ended' : 'progress' });
      return [];
    },
    verified: async (tx, change, moment) => {
      const incident = await ownIncident(tx, change);
      if (!incident) return [];
      await tellPeople(tx, moment, channel, { incident, change, kind: 'ended' });
      return mitigate(tx, moment, incident, change);
    },
  };
}

/** The incident that the change names, else, for a rollback, the one about the same functions; closed ones never. */
async function incidentFor(tx: Transaction, change: FollowedChange): Promise<Incident | null> {
  const named = change.incidentId && (await tx.incident.findUnique({ where: { id: change.incidentId } }));
  if (named && named.status !== 'closed') return named;
  if (!isRollback(change.kind)) return null;
  const about = await unclosedAbout(tx, change.environment, change.functions);
  return about ?? unclosedOfStack(tx, change);
}

/** That of an earlier attempt at the same stack, which perhaps changed no function. */
async function unclosedOfStack(tx: Transaction, { targets }: FollowedChange): Promise<Incident | null> {
  const stack = targets.flatMap((target) => /^stack:(.+)$/.exec(target)?.[1] ?? [])[0];
  if (stack === undefined) return null;
  const earlier = await tx.change.findFirst({
    where: { incidentId: { not: null }, plan: { path: ['0', 'stack'], equals: stack } },
    orderBy: { startedAt: 'desc' },
  });
  const incident = earlier?.incidentId
    ? await tx.incident.findUnique({ where: { id: earlier.incidentId } })
    : null;
  return incident?.status === 'closed' ? null : incident;
}

async function link(tx: Transaction, { id }: FollowedChange, incident: Incident): Promise<void> {
  await tx.change.update({ where: { id }, data: { incidentId: incident.id } });
}

async function ownIncident(tx: Transaction, { incidentId }: FollowedChange): Promise<Incident | null> {
  return incidentId === null ? null : tx.incident.findUnique({ where: { id: incidentId } });
}

interface News {
  incident: Incident;
  change: FollowedChange;
  kind: 'ended' | 'progress';
}

async function tellPeople(
  tx: Transaction,
  moment: Moment,
  channel: Channel,
  { incident: { id, number, environment }, change, kind }: News,
): Promise<void> {
  const how = change.verdict ?? WORDS[change.status] ?? change.status;
  await writeNotice(tx, moment, channel, {
    incidentId: id,
    kind,
    changeId: change.id,
    headline: `Incident ${number}: ${change.deed} in ${environment} is ${how}`,
    lines: [change.sentence, `Asked for by ${change.requestedBy.name}.`],
  });
}

const WORDS: Record<string, string> = {
  verifying: 'complete and being verified',
  failed: 'undone: nothing is moved',
  split: 'split: look now',
};

/** What is proven to have helped no longer hurts, unless something else of the incident still runs. */
async function mitigate(
  tx: Transaction,
  { at }: Moment,
  incident: Incident,
  change: FollowedChange,
): Promise<AuditDraft[]> {
  if (change.verdict !== 'improved' || incident.status !== 'open') return [];
  const running = await tx.change.count({
    where: { incidentId: incident.id, status: { in: ['running', 'verifying'] }, id: { not: change.id } },
  });
  if (running > 0) return [];
  await tx.incident.update({ where: { id: incident.id }, data: { status: 'mitigated', mitigatedAt: at } });
  await writeEvent(tx, incident.id, {
    at,
    kind: 'status',
    sentence: `Mitigated: ${change.sentence}`,
    href: `/changes/${change.id}`,
  });
  const subject = { kind: 'incident', id: incident.id };
  return [{ action: 'incident.mitigated', subject, details: { changeId: change.id, why: change.sentence } }];
}
