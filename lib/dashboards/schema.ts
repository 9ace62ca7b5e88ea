import { z } from 'zod';
import { METRIC_NAMES } from '#lib/dashboards/metrics';
import { isRange } from '#lib/funnels/period';
import { Interval, TimeZone } from '#lib/funnels/schema';

const MAX_TILES = 40;

const FeatureKey = z.string().min(1).max(128);

const tileShape = {
  /** Made by whoever adds the tile; it stays with it when the tile moves. */
  id: z.uuid('must be a UUID'),
  /** Without one the tile is called after what it shows. */
  title: z.string().trim().min(1).max(120).optional(),
  width: z.enum(['half', 'full']).default('half'),
};

/** A tile names what it shows; the numbers are read anew each time, and what it names may be gone by then. */
export const Tile = z.discriminatedUnion('kind', [
  z.strictObject({
    ...tileShape,
    kind: z.literal('funnel'),
    funnelId: z.uuid('must be the id of a funnel'),
    view: z.enum(['columns', 'conversion', 'trend']).default('columns'),
  }),
  z.strictObject({
    ...tileShape,
    kind: z.literal('metric'),
    feature: FeatureKey,
    metric: z.enum(METRIC_NAMES),
    view: z.enum(['number', 'chart']).default('number'),
  }),
  z.strictObject({
    ...tileShape,
    kind: z.literal('retention'),
    feature: FeatureKey,
    interval: Interval.default('week'),
    view: z.enum(['triangle', 'curve']).default('triangle'),
  }),
  /** Without a feature every event is activity. */
  z.strictObject({ ...tileShape, kind: z.literal('stickiness'), feature: FeatureKey.optional() }),
  z.strictObject({
    ...tileShape,
    kind: z.literal('lifecycle'),
    feature: FeatureKey.optional(),
    interval: Interval.default('week'),
  }),
  z.strictObject({ ...tileShape, kind: z.literal('text'), text: z.string().trim().min(1).max(4000) }),
]);

/** What readers see unless their link says otherwise: `28d` or `2026-01-01..2026-01-31`, days of the zone. */
export const DashboardDefinition = z.strictObject({
  range: z
    .string()
    .refine(isRange, 'must be like 28d, or two days like 2026-01-01..2026-01-31')
    .default('28d'),
  timeZone: TimeZone,
  tiles: z
    .array(Tile)
    .max(MAX_TILES, `must be at most ${MAX_TILES} tiles`)
    .refine((tiles) => new Set(tiles.map(({ id }) => id)).size === tiles.length, 'must have ids of their own')
    .default([]),
});

const DashboardName = z.string().trim().min(1).max(120);

export const DashboardCreation = z.strictObject({
  name: DashboardName,
  definition: DashboardDefinition.prefault({}),
});
/** `version` is the one the edit was made from: an edit of an older version is refused. */
export const DashboardUpdate = z.strictObject({
  name: DashboardName,
  definition: DashboardDefinition,
  version: z.int().min(1),
});

export const DashboardParams = z.strictObject({ id: z.uuid('must be the id of a dashboard') });
export const DashboardsPage = z.strictObject({
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

/** Without a week the last one that is over; the zone is the dashboard's unless said. */
export const DigestQuery = z.strictObject({
  week: z
    .string()
    .regex(/^\d{4}-W\d\d$/, 'must be an ISO week like 2026-W47')
    .optional(),
  timeZone: TimeZone.unwrap().optional(),
});

export type Tile = z.output<typeof Tile>;
export type DashboardDefinition = z.output<typeof DashboardDefinition>;
export type DashboardCreation = z.output<typeof DashboardCreation>;
export type DashboardUpdate = z.output<typeof DashboardUpdate>;
export type DashboardsPage = z.output<typeof DashboardsPage>;
export type DigestQuery = z.output<typeof DigestQuery>;

/** The same before defaults are filled in: what callers write. */
export type DashboardCreationInput = z.input<typeof DashboardCreation>;
