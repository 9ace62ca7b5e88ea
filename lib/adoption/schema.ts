import { z } from 'zod';
import { bracketsFault, readBrackets } from '#lib/adoption/brackets';
import { Instant, Interval, Property, TimeZone } from '#lib/funnels/schema';

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
const MAX_OVERVIEW_MS = 3 * 366 * 86_400_000;

/** A half-open period `[from, to)`; days are those of `timeZone`. Without `feature` it is about all defined ones. */
const periodShape = {
  from: Instant,
  to: Instant,
  timeZone: TimeZone,
  feature: Key.optional(),
  /** Splits the people by a property: each is under the first value that is set, by time. */
  breakdown: Property.optional(),
};
const compareShape = { compare: z.literal('previous').optional() };

const metricsShape = {
  ...periodShape,
  /** Power users are this share of those active in the days before the period, by their number of active days. */
  powerUserPercent: z.coerce.number().int().min(1).max(100).default(10),
  powerUserDays: z.coerce.number().int().min(1).max(90).default(30),
};
export const AdoptionQuery = z.strictObject({ ...metricsShape, ...compareShape }).superRefine(refusePeriod);

/** All defined features, day by day: for that the period must be shorter than elsewhere. */
export const OverviewQuery = z
  .strictObject({ from: Instant, to: Instant, timeZone: TimeZone })
  .superRefine(refusePeriod)
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= MAX_OVERVIEW_MS, {
    path: ['to'],
    error: 'must be at most three years after from',
  });

/** As it is asked over HTTP. Impacts take longer: without `impact` they come when one feature is asked for. */
export const AdoptionRequest = z
  .strictObject({ ...metricsShape, ...compareShape, impact: z.enum(['true', 'false']).optional() })
  .superRefine(refusePeriod);

/** Users whose first use of a feature lies in the period, and their outcomes over `followUpDays` times 24 hours. */
export const ImpactQuery = z
  .strictObject({
    from: Instant,
    to: Instant,
    timeZone: TimeZone,
    feature: Key,
    followUpDays: z.coerce.number().int().min(1).max(90).default(7),
  })
  .superRefine(refusePeriod);

/** `feature` is any that events name, defined or not. */
export const DailyQuery = z.strictObject({ ...periodShape, ...compareShape }).superRefine(refusePeriod);

/** Whole days of the zone that touch the period; `feature` is a defined one, without it every event is activity. */
export const StickinessQuery = z.strictObject({ ...periodShape, ...compareShape }).superRefine(refusePeriod);

/** Whole days, weeks (from Monday) or months of the zone that touch the period. */
const lifecycleShape = { ...periodShape, interval: Interval.default('week') };
export const LifecycleQuery = z
  .strictObject({ ...lifecycleShape, ...compareShape })
  .superRefine(refusePeriod);

const Brackets = z
  .string()
  .superRefine((text, ctx) => {
    const message = bracketsFault(text);
    if (message !== null) ctx.addIssue({ code: 'custom', message });
  })
  .transform(readBrackets);

const retentionShape = {
  ...periodShape,
  interval: Interval.default('week'),
  /** Whether a cohort begins with the first use of the feature ever, or with the first event of the user at all. */
  start: z.enum(['first_use', 'first_seen']).default('first_use'),
  /** `on` the n-th interval after the cohort's own, `on_or_after` it, or in one of `brackets`. */
  mode: z.enum(['on', 'on_or_after', 'bracket']).default('on'),
  /** How many intervals after the cohort's own. */
  periods: z.coerce.number().int().min(1).max(60).default(12),
  brackets: Brackets.optional(),
};
export const RetentionQuery = z
  .strictObject({ ...retentionShape, ...compareShape })
  .superRefine(refusePeriod)
  .superRefine(refuseBrackets);

const Day = z.iso.date('must be a day like 2026-01-05');

/** One page of the people behind one number; with `breakdown`, of those under one of its values. */
const pageShape = {
  /** A value of the breakdown; empty: those without one. */
  value: z.string().max(8192).optional(),
  /** The values of the breakdown that are not shown by themselves, taken together. */
  other: z.literal('true').optional(),
  cursor: z.string().max(2000).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  /** Which days are over is seen as it was then: the `computedAt` of the answer that has the number. */
  asOf: Instant.optional(),
};

export const RATE_NAMES = [
  'adoptionRate',
  'activationRate',
  'repeatUsageRate',
  'discovery',
  'activation',
  'retention7d',
  'retention30d',
  'referral',
  'powerUserRate',
] as const;

/** The people of a metric: its numerator (`count`), those it is of (`of`), or those still waited for (`pending`). */
export const MetricPeopleQuery = z
  .strictObject({
    ...metricsShape,
    ...pageShape,
    feature: Key,
    metric: z.enum(RATE_NAMES),
    group: z.enum(['count', 'of', 'pending']).default('count'),
  })
  .superRefine(refusePeriod)
  .superRefine(refuseValue);

/** The people of a cohort, or of its cell in one of the `ranges` (counted from 0). `cohort` is its first day. */
export const RetentionPeopleQuery = z
  .strictObject({
    ...retentionShape,
    ...pageShape,
    cohort: Day,
    range: z.coerce.number().int().min(0).max(60).optional(),
  })
  .superRefine(refusePeriod)
  .superRefine(refuseBrackets)
  .superRefine(refuseValue);

/** Those active on a day, or in the week or 28 days that end with it. */
export const StickinessPeopleQuery = z
  .strictObject({
    ...periodShape,
    ...pageShape,
    date: Day,
    window: z.enum(['daily', 'weekly', 'monthly']).default('daily'),
  })
  .superRefine(refusePeriod)
  .superRefine(refuseValue);

/** Those in a state in the interval that begins on `date`. */
export const LifecyclePeopleQuery = z
  .strictObject({
    ...lifecycleShape,
    ...pageShape,
    date: Day,
    state: z.enum(['active', 'new', 'returning', 'resurrected', 'dormant']),
  })
  .superRefine(refusePeriod)
  .superRefine(refuseValue);

/** Those active on exactly so many of the 28 days that end with the period. */
export const PowerPeopleQuery = z
  .strictObject({ ...periodShape, ...pageShape, days: z.coerce.number().int().min(1).max(28) })
  .superRefine(refusePeriod)
  .superRefine(refuseValue);

export type AdoptionQuery = z.output<typeof AdoptionQuery>;
export type AdoptionRequest = z.output<typeof AdoptionRequest>;
export type ImpactQuery = z.output<typeof ImpactQuery>;
export type OverviewQuery = z.output<typeof OverviewQuery>;
export type StickinessQuery = z.output<typeof StickinessQuery>;
export type LifecycleQuery = z.output<typeof LifecycleQuery>;
export type RetentionQuery = z.output<typeof RetentionQuery>;
export type DailyQuery = z.output<typeof DailyQuery>;
export type MetricPeopleQuery = z.output<typeof MetricPeopleQuery>;
export type RetentionPeopleQuery = z.output<typeof RetentionPeopleQuery>;
export type StickinessPeopleQuery = z.output<typeof StickinessPeopleQuery>;
export type LifecyclePeopleQuery = z.output<typeof LifecyclePeopleQuery>;
export type PowerPeopleQuery = z.output<typeof PowerPeopleQuery>;

function refusePeriod({ from, to }: { from: string; to: string }, ctx: z.RefinementCtx): void {
  const length = Date.parse(to) - Date.parse(from);
  if (length <= 0) ctx.addIssue({ code: 'custom', path: ['to'], message: 'must be after from' });
  if (length > MAX_PERIOD_MS)
    ctx.addIssue({ code: 'custom', path: ['to'], message: 'must be at most ten years after from' });
}

function refuseBrackets(
  { mode, brackets }: { mode: string; brackets?: unknown },
  ctx: z.RefinementCtx,
): void {
  if ((mode === 'bracket') === (brackets !== undefined)) return;
  const message = 'belong to the mode bracket, which needs them';
  ctx.addIssue({ code: 'custom', path: ['brackets'], message });
}

interface Valued {
  breakdown?: string | undefined;
  value?: string | undefined;
  other?: 'true' | undefined;
}

function refuseValue({ breakdown, value, other }: Valued, ctx: z.RefinementCtx): void {
  const given = [value, other].filter((one) => one !== undefined).length;
  if (given === (breakdown === undefined ? 0 : 1)) return;
  const message = 'goes with breakdown: give one value of it, or other=true, and neither without a breakdown';
  ctx.addIssue({ code: 'custom', path: ['value'], message });
}
