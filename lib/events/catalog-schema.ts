import { z } from 'zod';
import type { Json } from '#lib/core/canonical-json';

const day = z.iso.datetime({ offset: true });

/** What `GET /api/event-types` takes: a half-open period, and a feature to stay within. */
export const EventTypesQuery = z.strictObject({
  from: day,
  to: day,
  feature: z.string().min(1).max(128).optional(),
});

export type EventTypesQuery = z.infer<typeof EventTypesQuery>;

const filterShape = {
  ...EventTypesQuery.shape,
  type: z.string().min(1).max(64).optional(),
  userId: z.string().min(1).max(256).optional(),
};

/** What `GET /api/events/volume` takes: a half-open period, and what to stay within. */
export const EventFilter = z.strictObject(filterShape);

export type EventFilter = z.output<typeof EventFilter>;

/** What `GET /api/events/latest` takes. */
export const LatestQuery = z.strictObject({
  ...filterShape,
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export type LatestQuery = z.output<typeof LatestQuery>;

/** What `GET /api/properties` takes; with `property`, its values come too. */
export const PropertiesQuery = z.strictObject({
  ...filterShape,
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

export type VolumeInterval = 'day' | 'week' | 'month';

/** One kind of events over time. */
export interface VolumeSeries {
  type: string;
  /** Null is none. */
  feature: string | null;
  count: number;
  lastSeen: string;
  /** One for each start. */
  counts: number[];
}

export interface VolumeAnswer {
  /** Days up to about three months, then weeks (from Monday), then months; UTC. */
  interval: VolumeInterval;
  /** When each bucket begins, ISO, without gaps. */
  starts: string[];
  counts: number[];
  total: number;
  /** The commonest first; at most 200. */
  series: VolumeSeries[];
  /** Those that are not listed. */
  others: { series: number; count: number };
  meta: CatalogMeta;
}

/** An event as it is stored. */
export interface LatestEvent {
  eventId: string;
  userId: string;
  type: string;
  feature: string | null;
  time: string;
  receivedAt: string;
  sessionId: string | null;
  sessionDuration: number | null;
  value: number | null;
  experiment: string | null;
  variant: string | null;
  properties: Record<string, Json> | null;
}

export interface LatestAnswer {
  /** What was received last first. */
  events: LatestEvent[];
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
