import type { SavedFeature } from '#lib/adoption/answers';
import { FeatureDefinition } from '#lib/adoption/schema';
import type { Feature } from '#prisma/generated/client';

/** A stored feature as it is served; its definition is read through the schema, so that defaults are filled in. */
export function savedFeatureOf(row: Feature): SavedFeature {
  return {
    id: row.id,
    key: row.key,
    name: row.name,
    definition: FeatureDefinition.parse(row.definition),
    funnelId: row.funnelId,
    version: row.version,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    updatedBy: row.updatedBy,
    updatedAt: row.updatedAt.toISOString(),
  };
}
