import type { SavedFeature } from '#lib/adoption/answers';
import { assertFits, insertFeature } from '#lib/adoption/commands/insert-feature';
import type { FeatureCreation } from '#lib/adoption/schema';
import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';

export async function createFeature(ctx: Ctx, creation: FeatureCreation): Promise<SavedFeature> {
  assertAllowed(ctx.actor, 'features.edit');
  return audited(ctx, async (tx) => {
    await assertFits(tx, creation);
    const value = await insertFeature(ctx, tx, creation);
    const subject = { kind: 'feature', id: value.id };
    const details = { key: value.key, name: value.name, definition: JSON.stringify(value.definition) };
    return { value, entry: { action: 'feature.created', subject, details } };
  });
}
