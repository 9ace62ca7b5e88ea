import { insertFeature } from '#lib/adoption/commands/insert-feature';
import { GUIDE_DEFINITION, GUIDE_FEATURES } from '#lib/adoption/guide-features';
import { FeatureCreation } from '#lib/adoption/schema';
import { audited } from '#lib/audit/write';
import type { Ctx } from '#lib/core/ctx';

const SEEDED = 'features.seeded';

/** Defines the features that an installation begins with: once, so that deleted ones do not come back. */
export async function seedFeatures(ctx: Ctx): Promise<void> {
  if (await ctx.db.setting.findUnique({ where: { key: SEEDED } })) return;
  await audited(ctx, async (tx) => {
    // Asked again where writers queue: another process may have been first.
    if (await tx.setting.findUnique({ where: { key: SEEDED } })) return { value: null, entry: [] };
    const entry = [];
    for (const { key, name, funnel } of GUIDE_FEATURES) {
      if (await tx.feature.findUnique({ where: { key } })) continue;
      const linked = await tx.funnel.findFirst({ where: { name: funnel }, orderBy: { createdAt: 'asc' } });
      const creation = { key, name, definition: GUIDE_DEFINITION, funnelId: linked?.id ?? null };
      const { id } = await insertFeature(ctx, tx, FeatureCreation.parse(creation));
      entry.push({ action: 'feature.created', subject: { kind: 'feature', id }, details: { key, name } });
    }
    await tx.setting.create({ data: { key: SEEDED, value: true, updatedAt: ctx.now } });
    return { value: null, entry };
  });
}
