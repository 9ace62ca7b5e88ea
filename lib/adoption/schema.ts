import { z } from 'zod';
import { Instant, TimeZone } from '#lib/funnels/schema';

const EventType = z.string().min(1).max(64);
const Key = z.string().min(1).max(128);

function typesOr(standard: string[]) {
  return z.array(EventType).max(50).default(standard);
}

/** Events outside a feature's own life that matter to it: of any feature unless one is named. */
const EventRef = z.strictObject({ types: z.array(EventType).min(1).max(50), feature: Key.optional() });

/** Which event types mean what. An event belongs to the feature whose key is its `feature_name`. */
export const FeatureDefinition = z.strictObject({
  view: typesOr(['view']),
  use: typesOr(['use']),
  complete: typesOr(['complete']),
  share: typesOr(['share', 'invite']),
  /** What counts as a conversion of its users. */
  conversion: EventRef.optional(),
  /** What counts as revenue: the sum of these events' `value`. */
  revenue: EventRef.optional(),
});

const featureShape = {
  key: Key,
  name: z.string().trim().min(1).max(120),
  definition: FeatureDefinition,
  /** A saved funnel: whoever takes one of its steps after the first has tried the feature. */
  funnelId: z.uuid('must be the id of a funnel').nullable().default(null),
};

export const FeatureCreation = z.strictObject(featureShape);
/** `version` is the one the edit was made from: an edit of an older version is refused. */
export const FeatureUpdate = z.strictObject({ ...featureShape, version: z.int().min(1) });

export const FeatureParams = z.strictObject({ id: z.uuid('must be the id of a feature') });
export const FeaturesPage = z.strictObject({
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

export type FeatureDefinition = z.output<typeof FeatureDefinition>;
export type FeatureCreation = z.output<typeof FeatureCreation>;
export type FeatureUpdate = z.output<typeof FeatureUpdate>;
export type FeaturesPage = z.output<typeof FeaturesPage>;

const MAX_PERIOD_MS = 10 * 366 * 86_400_000;

/** A half-open period `[from, to)`; days are those of `timeZone`. Without `feature` it is about all defined ones. */
const periodShape = { from: Instant, to: Instant, timeZone: TimeZone, feature: Key.optional() };

export const AdoptionQuery = z
  .strictObject({
    ...periodShape,
    compare: z.literal('previous').optional(),
    /** Power users are this share of those active in the days before the period, by their number of active days. */
    powerUserPercent: z.coerce.number().int().min(1).max(100).default(10),
    powerUserDays: z.coerce.number().int().min(1).max(90).default(30),
  })
  .superRefine(refusePeriod);

/** `feature` is any that events name, defined or not. */
export const DailyQuery = z.strictObject(periodShape).superRefine(refusePeriod);

export type AdoptionQuery = z.output<typeof AdoptionQuery>;
export type DailyQuery = z.output<typeof DailyQuery>;

function refusePeriod({ from, to }: { from: string; to: string }, ctx: z.RefinementCtx): void {
  const length = Date.parse(to) - Date.parse(from);
  if (length <= 0) ctx.addIssue({ code: 'custom', path: ['to'], message: 'must be after from' });
  if (length > MAX_PERIOD_MS)
    ctx.addIssue({ code: 'custom', path: ['to'], message: 'must be at most ten years after from' });
}
