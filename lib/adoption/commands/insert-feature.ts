import type { SavedFeature } from '#lib/adoption/answers';
import { savedFeatureOf } from '#lib/adoption/saved-feature';
import type { FeatureCreation } from '#lib/adoption/schema';
import { actorName } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';
import { AppError } from '#lib/core/errors';
import { plainJson } from '#lib/core/plain-json';

/** Stores a new feature; the caller writes the audit entry. */
export async function insertFeature(
  ctx: Ctx,
  tx: Transaction,
  creation: FeatureCreation,
): Promise<SavedFeature> {
  const by = actorName(ctx.actor);
  const row = await tx.feature.create({
    data: {
      id: ctx.newId(),
      ...storedFeature(creation),
      createdBy: by,
      createdAt: ctx.now,
      updatedBy: by,
      updatedAt: ctx.now,
    },
  });
  return savedFeatureOf(row);
}

/** What people say of a feature, as the table takes it: members that are undefined are left out. */
export function storedFeature({ key, name, definition, funnelId }: FeatureCreation) {
  return {
    key,
    name,
    definition: plainJson(definition),
    funnelId,
  };
}

/**
 * Refuses a key that another feature has, and a funnel that is not there.
 *
 * @param id the feature that may have the key, when it is being changed.
 */
export async function assertFits(tx: Transaction, creation: FeatureCreation, id?: string): Promise<void> {
  const holder = await tx.feature.findUnique({ where: { key: creation.key } });
  if (holder && holder.id !== id) {
    throw new AppError(
      'conflict',
      `The feature ${holder.name} has the key ${creation.key} already; change that one, or take another key.`,
    );
  }
  const { funnelId } = creation;
  if (funnelId === null || (await tx.funnel.findUnique({ where: { id: funnelId } }))) return;
  const message = 'must be the id of a saved funnel';
  throw new AppError('invalid', `funnelId ${message}; it may have been deleted.`, {
    errors: [{ path: 'funnelId', message }],
  });
}
