import type { AuditDraft } from '#lib/core/audit-draft';
import type { Transaction } from '#lib/core/database';
import type { Alarm } from '#lib/core/monitoring';
import { isAbout } from '#lib/functions/is-about';
import { ITEM_IDS } from '#lib/incidents/checklist';
import { type Channel, writeNotice } from '#lib/incidents/commands/write-notice';
import { redAlarmLine } from '#lib/incidents/red-alarm';
import type { Scope } from '#lib/incidents/schema';
import { SEVERITY, type Severity } from '#lib/incidents/severity';
import type { Incident } from '#prisma/generated/client';

export interface NewIncident {
  title: string;
  severity: Severity;
  environment: string;
  scope: Scope;
  functions: readonly string[];
  failureReason: string;
  owner: { id: string; name: string } | null;
  openedBy: string;
  /** When it was first seen to hurt, where that is known better than by its alarms. */
  detectedAt: Date | null;
  /** Why it was opened, for the timeline. */
  sentence: string;
}

interface Opening {
  at: Date;
  newId: () => string;
  /** As they were read last. */
  alarms: readonly Alarm[];
  channel: Channel;
}

/** Stores a new incident with its checklist, the alarms that are red, and the first message to people. */
export async function insertIncident(
  tx: Transaction,
  { at, newId, alarms, channel }: Opening,
  { owner, sentence, openedBy, ...given }: NewIncident,
): Promise<{ incident: Incident; entry: AuditDraft }> {
  const red = alarms.filter(
    (alarm) => alarm.state === 'ALARM' && given.functions.some((name) => isAbout(alarm, name)),
  );
  const id = newId();
  const incident = await tx.incident.create({
    data: {
      ...given,
      id,
      functions: [...given.functions],
      detectedAt: given.detectedAt ?? earliest(red),
      status: 'open',
      ownerId: owner?.id ?? null,
      ownerName: owner?.name ?? null,
      openedBy,
      openedAt: at,
      items: { createMany: { data: ITEM_IDS.map((item) => ({ item, state: 'open' })) } },
      events: {
        createMany: {
          data: [...red.map(redAlarmLine), { at, kind: 'opened', sentence, by: openedBy }],
        },
      },
    },
  });
  const { number, severity, environment, functions, title } = incident;
  await writeNotice(tx, { at, newId }, channel, {
    incidentId: id,
    kind: 'opened',
    headline: `Incident ${number} is open in ${environment}: ${title}`,
    lines: [
      `Severity ${severity} (${SEVERITY[given.severity].label}, ${SEVERITY[given.severity].sla})`,
      ...(functions.length === 0 ? [] : [`Functions: ${functions.join(', ')}`]),
      sentence,
    ],
  });
  const details = { number, title, severity, environment, scope: given.scope, functions };
  return { incident, entry: { action: 'incident.opened', subject: { kind: 'incident', id }, details } };
}

function earliest(red: readonly Alarm[]): Date | null {
  const times = red.map(({ since }) => since.getTime());
  return times.length === 0 ? null : new Date(Math.min(...times));
}
