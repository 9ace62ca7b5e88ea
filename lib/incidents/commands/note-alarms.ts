import { audited } from '#lib/audit/write';
import type { Ctx } from '#lib/core/ctx';
import type { Alarm } from '#lib/core/monitoring';
import { isAbout } from '#lib/functions/is-about';
import { clearAlarmLine, redAlarmLine } from '#lib/incidents/red-alarm';
import type { Incident } from '#prisma/generated/client';

/** An alarm that was red for longer than this before the incident has another cause. */
const BEFORE_MS = 6 * 3_600_000;

/**
 * Writes down each alarm about an incident's functions that went red since shortly before it, or is clear after it was
 * red; each time once, whoever looks.
 */
export async function noteAlarms(ctx: Ctx, incident: Incident): Promise<void> {
  const { alarms } = ctx.lookout.now();
  const own = alarms.filter((alarm) => incident.functions.some((name) => isAbout(alarm, name)));
  if (own.length === 0) return;
  const known = await ctx.db.incidentEvent.findMany({
    where: { incidentId: incident.id, kind: 'alarm' },
    select: { key: true },
  });
  const keys = new Set(known.map(({ key }) => key));
  const lines = own
    .flatMap((alarm) => lineOf(alarm, incident, keys) ?? [])
    .filter(({ key }) => !keys.has(key));
  if (lines.length === 0) return;
  await audited({ ...ctx, now: ctx.pace.clock(), idempotency: undefined }, async (tx) => {
    const data = lines.map((line) => ({ ...line, incidentId: incident.id }));
    const { count } = await tx.incidentEvent.createMany({ data, skipDuplicates: true });
    await keepDetection(tx, incident, own);
    const subject = { kind: 'incident', id: incident.id };
    const entry = {
      action: 'incident.alarms_seen',
      subject,
      details: { alarms: lines.map(({ key }) => key) },
    };
    return { value: undefined, entry: count === 0 ? [] : entry };
  });
}

function lineOf(alarm: Alarm, { openedAt }: Incident, known: ReadonlySet<string | null>) {
  if (alarm.state === 'ALARM') {
    return alarm.since.getTime() > openedAt.getTime() - BEFORE_MS ? redAlarmLine(alarm) : null;
  }
  const wasRed = [...known].some((key) => key?.startsWith(`alarm ${alarm.name} ALARM `));
  return alarm.state === 'OK' && wasRed ? clearAlarmLine(alarm) : null;
}

/** The alarms may not have been read yet when the incident was opened. */
async function keepDetection(
  tx: Parameters<Parameters<typeof audited>[1]>[0],
  { id, openedAt }: Incident,
  own: readonly Alarm[],
): Promise<void> {
  const times = own
    .filter(({ state, since }) => state === 'ALARM' && since <= openedAt)
    .map(({ since }) => since.getTime())
    .filter((since) => since > openedAt.getTime() - BEFORE_MS);
  if (times.length === 0) return;
  await tx.incident.updateMany({
    where: { id, detectedAt: null },
    data: { detectedAt: new Date(Math.min(...times)) },
  });
}
