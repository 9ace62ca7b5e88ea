import { actorName } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';
import { plainJson } from '#lib/core/plain-json';
import type { SavedFunnel } from '#lib/funnels/answers';
import { savedFunnelOf } from '#lib/funnels/saved-funnel';
import type { FunnelCreation } from '#lib/funnels/schema';

/** Stores a new funnel; the caller writes the audit entry. */
export async function insertFunnel(
  ctx: Ctx,
  tx: Transaction,
  creation: FunnelCreation,
): Promise<SavedFunnel> {
  const by = actorName(ctx.actor);
  const row = await tx.funnel.create({
    data: {
      id: ctx.newId(),
      name: creation.name,
      definition: plainJson(creation.definition),
      createdBy: by,
      createdAt: ctx.now,
      updatedBy: by,
      updatedAt: ctx.now,
    },
  });
  return savedFunnelOf(row);
}
