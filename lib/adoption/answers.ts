import type { FeatureDefinition } from '#lib/adoption/schema';
import type { CatalogMeta } from '#lib/events/catalog-schema';

export interface SavedFeature {
  id: string;
  /** The `feature_name` of its events. */
  key: string;
  name: string;
  definition: FeatureDefinition;
  funnelId: string | null;
  version: number;
  createdBy: string;
  createdAt: string;
  updatedBy: string;
  updatedAt: string;
}

export interface SavedFeatures {
  features: SavedFeature[];
  nextCursor: string | null;
}

/** A feature that events name and nobody has defined, with a definition guessed from its event types. */
export interface FeatureSuggestion {
  key: string;
  name: string;
  definition: FeatureDefinition;
  /** Its events in the period. */
  count: number;
}

export interface UnnamedEvents {
  type: string;
  feature: string | null;
  count: number;
}

export interface SuggestionsAnswer {
  suggestions: FeatureSuggestion[];
  /** Events that no definition and no linked funnel names, the commonest first, so that nothing is lost unseen. */
  unnamed: UnnamedEvents[];
  meta: CatalogMeta;
}
