import type { FeatureDefinition } from '#lib/adoption/schema';
import type { CatalogMeta } from '#lib/events/catalog-schema';
import type { Meta } from '#lib/funnels/answers';

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

/** One value of a breakdown. null: missing or empty. Where `other` is true the value is null and means all the rest. */
export interface BrokenBy {
  value: string | null;
  other?: true;
}

/** Figures of everybody, and the same for each of at most eight values (the most people first) and the rest. */
export type WithBreakdown<T> = T & { breakdown?: (BrokenBy & T)[] };

/** The people behind one number, by id; `total` is that number. */
export interface PeopleAnswer {
  users: { userId: string }[];
  total: number;
  nextCursor: string | null;
  meta: Meta;
}
