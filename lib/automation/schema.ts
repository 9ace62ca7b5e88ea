import { z } from 'zod';
import { EVERY_FUNCTION, MODES } from '#lib/automation/rule';
import { TRIGGER_IDS } from '#lib/automation/triggers';
import { FunctionName } from '#lib/functions/schema';

const DAY_MINUTES = 1440;

const minutes = (least: number) =>
  z
    .number()
    .int('must be whole minutes')
    .min(least, `must be at least ${least} min`)
    .max(DAY_MINUTES, `must be at most ${DAY_MINUTES} min, which is a day`);

const SETTINGS = {
  /** Percent, milliseconds or a count, as the trigger has it; strictly above it is too much. */
  threshold: z.number().positive('must be above 0').max(1_000_000_000, 'must be at most 1,000,000,000'),
  points: z
    .number()
    .int('must be a whole number of minutes')
    .min(1, 'must be at least 1 minute')
    .max(15, 'must be at most 15 minutes'),
  minimumCalls: z
    .number()
    .int('must be a whole number of calls')
    .min(0, 'must not be below 0')
    .max(1_000_000, 'must be at most 1,000,000'),
  mode: z.enum(MODES),
  bakeMinutes: minutes(1),
  coolDownMinutes: minutes(0),
};

const WHOSE = {
  trigger: z.enum(TRIGGER_IDS),
  /** `*` for every function that has no rule of its own. */
  functionName: z.union([z.literal(EVERY_FUNCTION), FunctionName], 'must be the name of a function, or *'),
};

const IS_PART = 'must be below 100 %: more than all calls cannot fail';

export const RuleCreation = z
  .strictObject({ ...WHOSE, ...SETTINGS })
  .refine(({ trigger, threshold }) => trigger !== 'error_rate' || threshold < 100, {
    path: ['threshold'],
    error: IS_PART,
  });

export const RuleUpdate = z.strictObject({
  ...SETTINGS,
  /** The one that the edit was made from. */
  version: z.number().int().min(1),
});

export const RuleParams = z.strictObject({ id: z.uuid('must be the id of a rule') });
/** The one that is to be deleted, as it was shown. */
export const RuleDeletion = z.strictObject({ version: z.coerce.number().int().min(1) });

export const DecisionsQuery = z.strictObject({
  function: FunctionName.optional(),
  /** With `all`, also those of alarms that are clear again. */
  show: z.enum(['red', 'all']).default('red'),
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

export type RuleCreation = z.output<typeof RuleCreation>;
export type RuleUpdate = z.output<typeof RuleUpdate>;
export type DecisionsQuery = z.output<typeof DecisionsQuery>;
