import { z } from 'zod';

const day = z.iso.datetime({ offset: true });

/** What `GET /api/event-types` takes: a half-open period, and a feature to stay within. */
export const EventTypesQuery = z.strictObject({
  from: day,
  to: day,
  feature: z.string().min(1).max(64).optional(),
});

export type EventTypesQuery = z.infer<typeof EventTypesQuery>;

/** What `GET /api/properties` takes; with `property`, its values come too. */
export const PropertiesQuery = EventTypesQuery.extend({
  property: z.string().min(1).max(256).optional(),
});

export type PropertiesQuery = z.infer<typeof PropertiesQuery>;

/** How an answer came about. */
export interface CatalogMeta {
  engine: string;
  computedAt: string;
  /** The newest event in the store, ISO; null when it is empty. */
  dataThrough: string | null;
  cached: boolean;
  elapsedMs: number;
  bytesScanned: number;
  costUsd: number;
}

export interface EventTypeSummary {
  type: string;
  count: number;
  /** The features it occurs in, the commonest first; null is none. */
  features: { feature: string | null; count: number }[];
  lastSeen: string;
}

export interface EventTypesAnswer {
  /** The commonest first. */
  eventTypes: EventTypeSummary[];
  features: { feature: string; count: number }[];
  total: number;
  meta: CatalogMeta;
}

export interface PropertyValues {
  property: string;
  /** The commonest 50, as texts. */
  values: { value: string; count: number }[];
  /** How many different values there are. */
  distinct: number;
  /** The share of events without it (absent, null or empty); null when there are no events. */
  missingShare: number | null;
}

export interface PropertiesAnswer {
  /** Keys of `properties` that occur in the period, by name. */
  properties: string[];
  /** The fields of every event that filters and breakdowns take as well. */
  fields: string[];
  /** The values of the property that was asked for. */
  detail: PropertyValues | null;
  meta: CatalogMeta;
}

export interface DemoState {
  /** Whether the demo data set is in the store. */
  present: boolean;
}
