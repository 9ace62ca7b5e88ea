import type { DefinedFeature } from '#lib/adoption/kinds';
import { noSuchFeature } from '#lib/adoption/no-such-feature';
import { savedFeatureOf } from '#lib/adoption/saved-feature';
import type { Ctx } from '#lib/core/ctx';
import { savedFunnelOf } from '#lib/funnels/saved-funnel';

/**
 * The defined features with their funnels, by name; only the one of the key when a key is given.
 *
 * @throws AppError `not_found` for a key that nobody has defined.
 */
export async function definedFeatures(ctx: Ctx, key?: string): Promise<DefinedFeature[]> {
  const rows = await ctx.db.feature.findMany({
    ...(key === undefined ? {} : { where: { key } }),
    include: { funnel: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  if (key !== undefined && rows.length === 0) throw noSuchFeature();
  return rows.map(({ funnel, ...row }) => ({
    saved: savedFeatureOf(row),
    funnel: funnel ? savedFunnelOf(funnel).definition : null,
  }));
}

/** The feature of a key; null when none was asked for. */
export async function askedFeature(ctx: Ctx, key: string | undefined): Promise<DefinedFeature | null> {
  if (key === undefined) return null;
  const [feature] = await definedFeatures(ctx, key);
  return feature ?? null;
}
