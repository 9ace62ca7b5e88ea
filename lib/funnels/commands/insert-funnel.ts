import type { Actor } from '#lib/core/actor';
import type { Json } from '#lib/core/canonical-json';
import type { Ctx } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';
import type { SavedFunnel } from '#lib/funnels/answers';
import { savedFunnelOf } from '#lib/funnels/saved-funnel';
import type { FunnelCreation } from '#lib/funnels/schema';

/** Stores a new funnel; the caller writes the audit entry. */
export async function insertFunnel(
  ctx: Ctx,
  tx: Transaction,
  creation: FunnelCreation,
): Promise<SavedFunnel> {
  const by = authorOf(ctx.actor);
  const row = await tx.funnel.create({
    data: {
      id: ctx.newId(),
      name: creation.name,
      definition: storedDefinition(creation.definition),
      createdBy: by,
      createdAt: ctx.now,
      updatedBy: by,
      updatedAt: ctx.now,
    },
  });
  return savedFunnelOf(row);
}

/** The definition as the JSON column takes it: members that are undefined are left out. */
export function storedDefinition(definition: FunnelCreation['definition']): { [key: string]: Json } {
  return JSON.parse(JSON.stringify(definition)) as { [key: string]: Json };
}

/** Whom a list of funnels names. */
export function authorOf(actor: Actor): string {
  return 'name' in actor ? actor.name : 'Flightdeck';
}
