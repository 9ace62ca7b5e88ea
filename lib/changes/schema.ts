import { z } from 'zod';
import { Sha256 } from '#lib/functions/artefact-schema';
import { FunctionName } from '#lib/functions/schema';
import { LogicalId, StackName } from '#lib/stacks/schema';
import { BACKUP_FIELDS, RESTORE_FIELDS } from '#lib/tables/schema';

const AliasName = z
  .string()
  .regex(/^(?!\d+$)[A-Za-z0-9_-]{1,128}$/, 'must be the name of an alias, like live');
const Version = z.string().regex(/^[1-9]\d{0,17}$/, 'must be the number of a version, like "41"');

const RollbackTarget = z.strictObject({
  function: FunctionName,
  alias: AliasName.default('live'),
  /** Left out, it is chosen: the last version that was live before and is not marked as bad. */
  toVersion: Version.optional(),
});

/** What every change is asked for with. */
const COMMON = {
  environment: z.string().min(1).max(40),
  reason: z.string().trim().min(1, 'must say why').max(2000),
  /** The incident that it belongs to. */
  incidentId: z.uuid('must be the id of an incident').optional(),
};

const RollbackCreation = z.strictObject({
  kind: z.literal('rollback'),
  ...COMMON,
  /** Moved as one unit: all of them, or none. */
  targets: z
    .array(RollbackTarget)
    .min(1)
    .max(20)
    .refine(areDifferent, 'must name each alias of a function once'),
});

const StackRollbackCreation = z.strictObject({
  kind: z.literal('stack-rollback'),
  ...COMMON,
  stack: StackName,
  /** Left out, it is the one that is right in the stack's status. */
  action: z.enum(['rollback', 'continue', 'cancel']).optional(),
  /** Only of a rollback that is continued, and only what failed in it. */
  resourcesToSkip: z
    .array(LogicalId)
    .max(100)
    .refine((ids) => new Set(ids).size === ids.length, 'must name each resource once')
    .default([]),
});

const TableBackupCreation = z.strictObject({ kind: z.literal('table-backup'), ...COMMON, ...BACKUP_FIELDS });
const TableRestoreCreation = z.strictObject({
  kind: z.literal('table-restore'),
  ...COMMON,
  ...RESTORE_FIELDS,
});

const S3Object = z.strictObject({
  bucket: z.string().regex(/^[a-z0-9.-]{3,63}$/, 'must be the name of a bucket'),
  key: z.string().min(1).max(1024),
  objectVersion: z.string().min(1).max(1024).optional(),
  /** Of the object's bytes: what AWS fetched is compared with it before a version is made. */
  sha256: Sha256,
});

const TrafficSteps = z
  .array(
    z.strictObject({
      percent: z.number().int().min(1).max(100),
      minutes: z.number().int().min(0).max(120),
    }),
  )
  .min(1)
  .max(10)
  .refine(rise, 'must rise from step to step, and end at 100 %');

const DeployCreation = z.strictObject({
  kind: z.literal('deploy'),
  ...COMMON,
  function: FunctionName,
  alias: AliasName.default('live'),
  /** A package that was uploaded, by its hash, or one in S3. */
  code: z.union([z.strictObject({ artefact: Sha256 }), S3Object]),
  /** The shares of the traffic, one after the other; all at once unless said. */
  steps: TrafficSteps.default([{ percent: 100, minutes: 5 }]),
  /** Kept with the version: the commit, and what it is about. */
  description: z.string().trim().max(150).default(''),
});

const ForwardCreation = z.strictObject({
  kind: z.literal('forward'),
  ...COMMON,
  /** The rollback that did not help: its aliases go to where they were, and its marks are cleared. */
  rollbackId: z.uuid('must be the id of a rollback'),
});

const PruneCreation = z.strictObject({
  kind: z.literal('prune'),
  ...COMMON,
  /** All functions of the environment unless said. */
  functions: z.array(FunctionName).min(1).max(200).optional(),
});

export const ChangeCreation = z.discriminatedUnion('kind', [
  RollbackCreation,
  StackRollbackCreation,
  TableBackupCreation,
  TableRestoreCreation,
  DeployCreation,
  ForwardCreation,
  PruneCreation,
]);

/** `planHash` and `confirmation` are those that the plan was answered with. */
export const ChangeExecution = z.strictObject({
  planHash: z.string().regex(/^[0-9a-f]{64}$/, 'must be the planHash of the change'),
  confirmation: z.string().max(200),
});

export const ChangeCancellation = z.strictObject({
  /** What others will read; a plan may be discarded without one. */
  reason: z.string().trim().max(2000).default(''),
});

export const ChangeParams = z.strictObject({ id: z.uuid('must be the id of a change') });

export const ChangesQuery = z.strictObject({
  kind: z.string().max(40).optional(),
  status: z.enum(['planned', 'running', 'verifying', 'done', 'failed', 'split', 'cancelled']).optional(),
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

/** A half-open period. */
export const ProductionEventsQuery = z
  .strictObject({
    from: z.iso.datetime({ offset: true }),
    to: z.iso.datetime({ offset: true }),
    limit: z.coerce.number().int().min(1).max(500).default(200),
  })
  .refine(({ from, to }) => Date.parse(from) < Date.parse(to), {
    path: ['to'],
    message: 'must be after from',
  });

export type ProductionEventsQuery = z.output<typeof ProductionEventsQuery>;
export type ChangeCreation = z.output<typeof ChangeCreation>;
export type ChangeRequest = z.input<typeof ChangeCreation>;
export type ChangeExecution = z.output<typeof ChangeExecution>;
export type ChangeCancellation = z.output<typeof ChangeCancellation>;
export type ChangesQuery = z.output<typeof ChangesQuery>;

function rise(steps: { percent: number }[]): boolean {
  const isHigher = ({ percent }: { percent: number }, at: number) => percent > (steps[at - 1]?.percent ?? 0);
  return steps.every(isHigher) && steps.at(-1)?.percent === 100;
}

function areDifferent(targets: { function: string; alias: string }[]): boolean {
  return new Set(targets.map(({ function: name, alias }) => `${name}:${alias}`)).size === targets.length;
}
