import { audited } from '#lib/audit/write';
import { actorName } from '#lib/core/actor';
import type { AuditDraft } from '#lib/core/audit-draft';
import type { Ctx } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';
import { itemOf, type SeenItemId } from '#lib/incidents/checklist';
import { noteAlarms } from '#lib/incidents/commands/note-alarms';
import { writeEvent } from '#lib/incidents/commands/write-event';
import type { Evidence, Finding } from '#lib/incidents/finding';
import type { Look } from '#lib/incidents/item-decision';
import { factsOf } from '#lib/incidents/queries/facts-of';
import { loadUnclosed } from '#lib/incidents/queries/load-incident';
import { servedItem } from '#lib/incidents/saved-incident';
import { SEEN_ITEMS } from '#lib/incidents/seen-items';
import type { Incident } from '#prisma/generated/client';

type Seen = [SeenItemId, Finding];

/**
 * Looks at everything of an incident that the product can see for itself, and ticks what holds, with what was seen. What
 * does not hold yet, or cannot be seen, is kept as the reason that the page shows.
 *
 * @returns how many items were ticked.
 */
export async function lookAtIncident(ctx: Ctx, id: string): Promise<number> {
  const incident = await loadUnclosed(ctx.db, id);
  await noteAlarms(ctx, incident);
  const open = await openItems(ctx, id);
  if (open.length === 0) return 0;
  const facts = await factsOf(
    ctx,
    incident,
    open.some(({ item }) => item === 'health_ok'),
  );
  const seen = open.map(({ item }): Seen => [item, SEEN_ITEMS[item](facts)]);
  await keepLooks(ctx, incident, seen, open);
  const holding = seen.filter(([, { result }]) => result === 'holds');
  return holding.length === 0 ? 0 : tickAll(ctx, incident, holding);
}

interface OpenItem {
  item: SeenItemId;
  look: Look | null;
}

async function openItems(ctx: Ctx, incidentId: string): Promise<OpenItem[]> {
  const rows = await ctx.db.checklistItem.findMany({ where: { incidentId, state: 'open' } });
  const ids = Object.keys(SEEN_ITEMS) as SeenItemId[];
  return rows.map(servedItem).flatMap(({ item, look }) => {
    const id = ids.find((one) => one === item);
    return id === undefined ? [] : { item: id, look };
  });
}

/** What was seen last is no deed: it is not audited, and only written where it is something new. */
async function keepLooks(
  ctx: Ctx,
  { id: incidentId }: Incident,
  seen: readonly Seen[],
  before: readonly OpenItem[],
): Promise<void> {
  for (const [item, finding] of seen) {
    if (finding.result === 'holds') continue;
    const { result, why } = finding;
    const last = before.find((one) => one.item === item)?.look;
    if (last?.result === result && last.why === why) continue;
    await ctx.db.checklistItem.updateMany({
      where: { incidentId, item, state: 'open' },
      data: { look: { result, why } },
    });
  }
}

async function tickAll(ctx: Ctx, incident: Incident, holding: readonly Seen[]): Promise<number> {
  const at = ctx.pace.clock();
  // A person may ask for the look, but the tick is the product's word.
  const own = {
    ...ctx,
    now: at,
    actor: { kind: 'system', id: 'automation' } as const,
    idempotency: undefined,
  };
  return audited(own, async (tx) => {
    await loadUnclosed(tx, incident.id);
    const entry: AuditDraft[] = [];
    for (const [item, finding] of holding) {
      if (finding.result !== 'holds') continue;
      const { sentence, href } = finding;
      const isTicked = await tick(
        tx,
        { incidentId: incident.id, item, at, by: actorName(own.actor) },
        { sentence, href },
      );
      if (!isTicked) continue;
      const subject = { kind: 'incident', id: incident.id };
      entry.push({ action: 'incident.item_ticked', subject, details: { item, evidence: sentence } });
    }
    return { value: entry.length, entry };
  });
}

interface Tick {
  incidentId: string;
  item: SeenItemId;
  at: Date;
  by: string;
}

/** Whether it was this tick that decided the item: somebody may have waived it meanwhile. */
async function tick(
  tx: Transaction,
  { incidentId, item, at, by }: Tick,
  { sentence, href }: Evidence,
): Promise<boolean> {
  const { count } = await tx.checklistItem.updateMany({
    where: { incidentId, item, state: 'open' },
    data: {
      state: 'ticked',
      by,
      byKind: 'system',
      decidedAt: at,
      reason: null,
      evidence: { sentence, href },
    },
  });
  if (count === 0) return false;
  const said = `Ticked: ${itemOf(item).label}. ${sentence}`;
  await writeEvent(tx, incidentId, { at, kind: 'tick', sentence: said, by, ...(href ? { href } : {}) });
  return true;
}
