import { z } from 'zod';
import { isTimeZone } from '#lib/core/time-zone';
import { meaninglessIn } from '#lib/funnels/meaning';

const DEFAULT_WINDOW_SECONDS = 604_800;
const MAX_WINDOW_SECONDS = 365 * 86_400;

const EventType = z.string().min(1).max(64);
const Feature = z.string().min(1).max(128);

/** A key of an event's `properties`, or userId, sessionId, type, feature, value, variant, experiment. */
export const Property = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[^"\\\p{Cc}]+$/u, 'must have no quotes, backslashes or control characters');

const Scalar = z.union([z.string().min(1).max(256), z.number(), z.boolean()], {
  error: 'must be a text (not empty), a number, true or false; for missing values use exists with false',
});

/** `neq` is the opposite of `eq`, so it holds for events without the property; an empty text counts as missing. */
export const Filter = z.discriminatedUnion('op', [
  z.strictObject({ property: Property, op: z.literal(['eq', 'neq']), value: Scalar }),
  z.strictObject({ property: Property, op: z.literal('in'), value: z.array(Scalar).min(1).max(100) }),
  z.strictObject({ property: Property, op: z.literal(['gt', 'gte', 'lt', 'lte']), value: z.number() }),
  z.strictObject({ property: Property, op: z.literal('exists'), value: z.boolean().default(true) }),
  z.strictObject({ property: Property, op: z.literal('contains'), value: z.string().min(1).max(256) }),
]);

const Filters = z.array(Filter).max(20);

export const Step = z.strictObject({
  /** The event type, or several of which any serves the step; `*` is any event. */
  step: z.union([EventType, z.array(EventType).min(1).max(50)], {
    error: 'must be an event type or a list of event types',
  }),
  name: z.string().trim().min(1).max(120).optional(),
  /** Overrides the funnel's feature. */
  feature: Feature.optional(),
  filters: Filters.optional(),
  /** A run may leave the step out. */
  optional: z.boolean().default(false),
});

/** An event that spoils a run which meets it after step `between[0]` and before step `between[1]`; steps count from 1. */
const Exclusion = z.strictObject({
  step: Step,
  between: z.tuple([z.int().min(1), z.int().min(2)]),
});

export const Order = z.enum(['ordered', 'strict', 'any']);
const Attribution = z
  .string()
  .regex(/^(first|last|all|step:[1-9]\d?)$/, 'must be first, last, all or step:N')
  .transform((text) => text as 'first' | 'last' | 'all' | `step:${number}`);

const definitionShape = {
  feature: Feature.optional(),
  steps: z.array(Step).min(2).max(32),
  windowSeconds: z.int().min(1).max(MAX_WINDOW_SECONDS).default(DEFAULT_WINDOW_SECONDS),
  order: Order.default('ordered'),
  unit: z.enum(['user', 'session']).default('user'),
  breakdown: Property.optional(),
  attribution: Attribution.optional(),
  exclusions: z.array(Exclusion).max(16).optional(),
  filters: Filters.optional(),
  holdConstant: Property.optional(),
  /** Whether events at or after `to` are left out. */
  cutAtEnd: z.boolean().default(false),
};

export const Instant = z.iso
  .datetime({ offset: true, error: 'must be a time with its zone, like 2026-01-05T00:00:00Z' })
  .transform((text) => new Date(text).toISOString());

/** The answer stands beside that of the period before, or of `[compareFrom, compareTo)`. */
const comparisonShape = {
  compare: z.literal('previous').optional(),
  compareFrom: Instant.optional(),
  compareTo: Instant.optional(),
};

const questionShape = {
  ...definitionShape,
  from: Instant,
  to: Instant,
  ...comparisonShape,
};

export const Interval = z.enum(['day', 'week', 'month']);
export const TimeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, 'must be a time zone like Europe/Berlin')
  .default('UTC');
/** `excluded` are those whom an exclusion left out of every step; they are listed under step 1. */
const Outcome = z.enum(['converted', 'dropped', 'pending', 'excluded']);
const StepNumber = z.coerce.number().int().min(1).max(32);

const trendShape = { interval: Interval.default('day'), timeZone: TimeZone };
const timeToConvertShape = { fromStep: StepNumber.optional(), toStep: StepNumber.optional() };
const peopleShape = {
  step: StepNumber,
  outcome: Outcome,
  cursor: z.string().max(2000).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  /** Which windows are still open is seen as it was then: the `computedAt` of the answer that has the number. */
  asOf: Instant.optional(),
};

/** What a saved funnel keeps: everything but the period. */
export const FunnelDefinition = z.strictObject(definitionShape).superRefine(refuseMeaningless);

/** A funnel over the period `[from, to)`. */
export const FunnelQuestion = z.strictObject(questionShape).superRefine(refuseMeaningless);
export const TrendQuestion = z
  .strictObject({ ...questionShape, ...trendShape })
  .superRefine(refuseMeaningless);
export const TimeToConvertQuestion = z
  .strictObject({ ...questionShape, ...timeToConvertShape })
  .superRefine(refuseMeaningless);
export const PeopleQuestion = z
  .strictObject({ ...questionShape, ...peopleShape })
  .superRefine(refuseMeaningless);

const FunnelName = z.string().trim().min(1).max(120);
export const FunnelCreation = z.strictObject({ name: FunnelName, definition: FunnelDefinition });
/** `version` is the one the edit was made from: an edit of an older version is refused. */
export const FunnelUpdate = z.strictObject({
  name: FunnelName,
  definition: FunnelDefinition,
  version: z.int().min(1),
});

export const FunnelParams = z.strictObject({ id: z.uuid('must be the id of a funnel') });
export const FunnelsPage = z.strictObject({
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

/** What the address of a saved funnel's answers may say; without a period it is the last 30 days. */
const overrideShape = {
  from: Instant.optional(),
  to: Instant.optional(),
  windowSeconds: z.coerce.number().int().min(1).max(MAX_WINDOW_SECONDS).optional(),
  order: Order.optional(),
  breakdown: Property.optional(),
  ...comparisonShape,
};
export const Overrides = z.strictObject(overrideShape);
export const TrendOverrides = z.strictObject({ ...overrideShape, ...trendShape });
export const TimeToConvertOverrides = z.strictObject({ ...overrideShape, ...timeToConvertShape });
export const PeopleOverrides = z.strictObject({ ...overrideShape, ...peopleShape });

export type Filter = z.output<typeof Filter>;
export type Step = z.output<typeof Step>;
export type Exclusion = z.output<typeof Exclusion>;
export type Order = z.output<typeof Order>;
export type Attribution = z.output<typeof Attribution>;
export type Interval = z.output<typeof Interval>;
export type Outcome = z.output<typeof Outcome>;
export type FunnelDefinition = z.output<typeof FunnelDefinition>;
export type FunnelQuestion = z.output<typeof FunnelQuestion>;
export type TrendQuestion = z.output<typeof TrendQuestion>;
export type TimeToConvertQuestion = z.output<typeof TimeToConvertQuestion>;
export type PeopleQuestion = z.output<typeof PeopleQuestion>;
export type FunnelCreation = z.output<typeof FunnelCreation>;
export type FunnelUpdate = z.output<typeof FunnelUpdate>;
export type FunnelsPage = z.output<typeof FunnelsPage>;
export type Overrides = z.output<typeof Overrides>;

/** The same before defaults are filled in: what callers write. */
export type FunnelDefinitionInput = z.input<typeof FunnelDefinition>;
export type FunnelQuestionInput = z.input<typeof FunnelQuestion>;

function refuseMeaningless(definition: Parameters<typeof meaninglessIn>[0], ctx: z.RefinementCtx): void {
  for (const { path, message } of meaninglessIn(definition)) {
    ctx.addIssue({ code: 'custom', path, message });
  }
}
