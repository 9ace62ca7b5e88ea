import { z } from 'zod';
import { Instant, Interval, TimeZone } from '#lib/funnels/schema';

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

/** Whole days of the zone that touch the period; `feature` is a defined one, without it every event is activity. */
export const StickinessQuery = z.strictObject(periodShape).superRefine(refusePeriod);

/** Whole days, weeks (from Monday) or months of the zone that touch the period. */
export const LifecycleQuery = z
  .strictObject({ ...periodShape, interval: Interval.default('week') })
  .superRefine(refusePeriod);

const Brackets = z
  .string()
  .regex(/^\d{1,3}-\d{1,3}(,\d{1,3}-\d{1,3}){0,19}$/, 'must be brackets of intervals like 1-3,4-7')
  .transform((text) => text.split(',').map((bracket) => bracket.split('-').map(Number) as [number, number]))
  .refine((brackets) => brackets.every(([first, last]) => first <= last), 'must begin before they end');

export const RetentionQuery = z
  .strictObject({
    ...periodShape,
    interval: Interval.default('week'),
    /** Whether a cohort begins with the first use of the feature ever, or with the first event of the user at all. */
    start: z.enum(['first_use', 'first_seen']).default('first_use'),
    /** `on` the n-th interval after the cohort's own, `on_or_after` it, or in one of `brackets`. */
    mode: z.enum(['on', 'on_or_after', 'bracket']).default('on'),
    /** How many intervals after the cohort's own. */
    periods: z.coerce.number().int().min(1).max(60).default(12),
    brackets: Brackets.optional(),
  })
  .superRefine(refusePeriod)
  .refine(({ mode, brackets }) => (mode === 'bracket') === (brackets !== undefined), {
    path: ['brackets'],
    error: 'belong to the mode bracket, which needs them',
  });

export type AdoptionQuery = z.output<typeof AdoptionQuery>;
export type StickinessQuery = z.output<typeof StickinessQuery>;
export type LifecycleQuery = z.output<typeof LifecycleQuery>;
export type RetentionQuery = z.output<typeof RetentionQuery>;
export type DailyQuery = z.output<typeof DailyQuery>;

function refusePeriod({ from, to }: { from: string; to: string }, ctx: z.RefinementCtx): void {
  const length = Date.parse(to) - Date.parse(from);
  if (length <= 0) ctx.addIssue({ code: 'custom', path: ['to'], message: 'must be after from' });
  if (length > MAX_PERIOD_MS)
    ctx.addIssue({ code: 'custom', path: ['to'], message: 'must be at most ten years after from' });
}
