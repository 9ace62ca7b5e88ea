import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import { actorName } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import { AppError } from '#lib/core/errors';
import type { ServedItem } from '#lib/incidents/answers';
import { type ItemId, itemOf } from '#lib/incidents/checklist';
import { UNDECIDED } from '#lib/incidents/commands/undecided';
import { writeEvent } from '#lib/incidents/commands/write-event';
import { whyNotDecide } from '#lib/incidents/item-decision';
import { loadUnclosed } from '#lib/incidents/queries/load-incident';
import { servedItem } from '#lib/incidents/saved-incident';
import type { ItemDecision } from '#lib/incidents/schema';

const WORDS = { open: 'Opened again', ticked: 'Ticked', waived: 'Waived' } as const;
const ACTIONS = { open: 'item_reopened', ticked: 'item_ticked', waived: 'item_waived' } as const;

/**
 * Ticks, waives or opens an item of the checklist, in the name of the person who does.
 *
 * @throws AppError `forbidden` for anything but a person, `conflict` when it stands otherwise than the decision assumes
 * (who decided it first is named), `unprocessable` where a reason is lacking or the product must see for itself.
 */
export async function decideItem(
  ctx: Ctx,
  id: string,
  item: ItemId,
  { state: to, reason }: ItemDecision,
): Promise<ServedItem> {
  assertAllowed(ctx.actor, 'incidents.work');
  return audited(ctx, async (tx) => {
    await loadUnclosed(tx, id);
    const key = { incidentId_item: { incidentId: id, item } };
    const before = servedItem(await tx.checklistItem.findUniqueOrThrow({ where: key }));
    assertDecidable(ctx, before, to, reason);
    const by = actorName(ctx.actor);
    const decided = {
      state: to,
      by,
      byKind: ctx.actor.kind,
      decidedAt: ctx.now,
      reason: reason === '' ? null : reason,
    };
    await tx.checklistItem.update({
      where: key,
      data: to === 'open' ? { ...UNDECIDED, reason: decided.reason } : { ...UNDECIDED, ...decided },
    });
    const said = `${WORDS[to]}: ${itemOf(item).label}.${reason === '' ? '' : ` ${reason}`}`;
    await writeEvent(tx, id, { at: ctx.now, kind: 'tick', sentence: said, by });
    const details = { item, from: before.state, to, reason };
    const entry = { action: `incident.${ACTIONS[to]}`, subject: { kind: 'incident', id }, details };
    return { value: servedItem(await tx.checklistItem.findUniqueOrThrow({ where: key })), entry };
  });
}

function assertDecidable(ctx: Ctx, before: ServedItem, to: ItemDecision['state'], reason: string): void {
  const { item, state: from, by, at, look } = before;
  const why = whyNotDecide(ctx.actor, { item, from, to, reason, look });
  if (why === null) return;
  if (ctx.actor.kind !== 'person') throw new AppError('forbidden', why);
  if (from === 'open' || to === 'open') throw new AppError(from === to ? 'conflict' : 'unprocessable', why);
  throw new AppError('conflict', `${by} was first, at ${at}. ${why}`);
}
