import { noSuchFeature } from '#lib/adoption/no-such-feature';
import { savedFeatureOf } from '#lib/adoption/saved-feature';
import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';

/** Deletes a feature, never its events. Its definition stays in the audit entry, so that it can be made again. */
export async function deleteFeature(ctx: Ctx, id: string): Promise<void> {
  assertAllowed(ctx.actor, 'features.edit');
  await audited(ctx, async (tx) => {
    const row = await tx.feature.findUnique({ where: { id } });
    if (!row) throw noSuchFeature();
    await tx.feature.delete({ where: { id } });
    const { key, name, definition } = savedFeatureOf(row);
    const details = { key, name, definition: JSON.stringify(definition) };
    return { value: null, entry: { action: 'feature.deleted', subject: { kind: 'feature', id }, details } };
  });
}
