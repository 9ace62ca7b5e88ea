import type { SavedFeature, SavedFeatures } from '#lib/adoption/answers';
import { noSuchFeature } from '#lib/adoption/no-such-feature';
import { savedFeatureOf } from '#lib/adoption/saved-feature';
import type { FeaturesPage } from '#lib/adoption/schema';
import type { Ctx } from '#lib/core/ctx';

/** All defined features, by name, a page at a time; the cursor is the id of the last one of the page before. */
export async function listFeatures(ctx: Ctx, { cursor, limit }: FeaturesPage): Promise<SavedFeatures> {
  const rows = await ctx.db.feature.findMany({
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: limit + 1,
    ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
  });
  const features = rows.slice(0, limit).map(savedFeatureOf);
  return { features, nextCursor: rows.length > limit ? (features.at(-1)?.id ?? null) : null };
}

export async function getFeature(ctx: Ctx, id: string): Promise<SavedFeature> {
  const row = await ctx.db.feature.findUnique({ where: { id } });
  if (!row) throw noSuchFeature();
  return savedFeatureOf(row);
}

/** The feature of a key; null when nobody has defined it. */
export async function findFeature(ctx: Ctx, key: string): Promise<SavedFeature | null> {
  const row = await ctx.db.feature.findUnique({ where: { key } });
  return row && savedFeatureOf(row);
}
