import type { SavedFeature } from '#lib/adoption/answers';
import { assertFits, storedFeature } from '#lib/adoption/commands/insert-feature';
import { noSuchFeature } from '#lib/adoption/no-such-feature';
import { savedFeatureOf } from '#lib/adoption/saved-feature';
import type { FeatureUpdate } from '#lib/adoption/schema';
import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import { actorName } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import { newerVersion } from '#lib/core/newer-version';

/**
 * Replaces what is said of a feature. Its numbers of the past change with it, so the entry keeps both definitions.
 *
 * @throws AppError `conflict` when the feature is not at the version that the edit was made from.
 */
export async function updateFeature(ctx: Ctx, id: string, update: FeatureUpdate): Promise<SavedFeature> {
  assertAllowed(ctx.actor, 'features.edit');
  return audited(ctx, async (tx) => {
    const row = await tx.feature.findUnique({ where: { id } });
    if (!row) throw noSuchFeature();
    await assertFits(tx, update, id);
    const { count } = await tx.feature.updateMany({
      where: { id, version: update.version },
      data: {
        ...storedFeature(update),
        version: { increment: 1 },
        updatedBy: actorName(ctx.actor),
        updatedAt: ctx.now,
      },
    });
    if (count === 0) throw newerVersion(row);
    const value = savedFeatureOf(await tx.feature.findUniqueOrThrow({ where: { id } }));
    const subject = { kind: 'feature', id };
    return {
      value,
      entry: { action: 'feature.updated', subject, details: changeOf(savedFeatureOf(row), value) },
    };
  });
}

function changeOf(before: SavedFeature, after: SavedFeature) {
  return {
    key: after.key,
    name: after.name,
    previousKey: before.key,
    previousName: before.name,
    definition: JSON.stringify(after.definition),
    previousDefinition: JSON.stringify(before.definition),
    funnelId: after.funnelId,
    previousFunnelId: before.funnelId,
    version: after.version,
  };
}
