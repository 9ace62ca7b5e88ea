import { z } from 'zod';
import { MIGRATION_STEPS } from '#lib/tables/migration-steps';
import { TableName } from '#lib/tables/schema';

export const MigrationCreation = z.strictObject({
  table: TableName,
  title: z.string().trim().min(1).max(120),
  /** What changes of the items, so that everybody knows when none is left. */
  description: z.string().trim().min(1, 'must say what changes').max(4000),
});

const version = z.int().min(1);

/** `version` is the one the step was taken from; a deploy is proven by its change, the data by what shows it. */
export const MigrationStepDone = z.discriminatedUnion('step', [
  z.strictObject({
    step: z.literal('both_formats'),
    changeId: z.uuid('must be the id of a deploy'),
    version,
  }),
  z.strictObject({
    step: z.literal('data'),
    evidence: z.string().trim().min(1, 'must say what shows it').max(4000),
    version,
  }),
  z.strictObject({ step: z.literal('new_format'), changeId: z.uuid('must be the id of a deploy'), version }),
]);

/** Takes back the last step that was ticked, when it turns out not to be done. */
export const MigrationStepUndone = z.strictObject({
  step: z.enum(MIGRATION_STEPS),
  reason: z.string().trim().min(1, 'must say why').max(2000),
  version,
});

export const MigrationAbandonment = z.strictObject({
  reason: z.string().trim().min(1, 'must say why').max(2000),
  version,
});

export const MigrationParams = z.strictObject({ id: z.uuid('must be the id of a migration') });

export const MigrationsQuery = z.strictObject({
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

export type MigrationCreation = z.output<typeof MigrationCreation>;
export type MigrationStepDone = z.output<typeof MigrationStepDone>;
export type MigrationStepUndone = z.output<typeof MigrationStepUndone>;
export type MigrationAbandonment = z.output<typeof MigrationAbandonment>;
export type MigrationsQuery = z.output<typeof MigrationsQuery>;
