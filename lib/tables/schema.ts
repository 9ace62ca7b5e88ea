import { z } from 'zod';

export const TableName = z
  .string()
  .regex(/^[a-zA-Z0-9_.-]{3,255}$/, 'must be the name of a table, like careervp-prod-users');

export const TableParams = z.strictObject({ name: TableName });

/** Which items are critical, and so are written to S3 beside a backup. */
const SelectionInput = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('all') }),
  z.strictObject({
    of: z.literal('matching'),
    attribute: z.string().min(1).max(255),
    /** As a text; a number or a boolean has it when it is written so. */
    value: z.string().max(2048),
  }),
]);

/** Point-in-time recovery is turned on in any case. */
const BackupTarget = z.strictObject({
  table: TableName,
  /** Whether an on-demand backup is made. */
  backup: z.boolean().default(true),
  export: SelectionInput.optional(),
});

/** What a backup is asked for with, beside what every change is. */
export const BACKUP_FIELDS = {
  tables: z
    .array(BackupTarget)
    .min(1)
    .max(10)
    .refine(
      (tables) => new Set(tables.map(({ table }) => table)).size === tables.length,
      'must name each table once',
    ),
};

const RestoreFrom = z.union(
  [
    z.strictObject({ backupArn: z.string().min(37).max(1024) }),
    z.strictObject({ at: z.iso.datetime({ offset: true }) }),
    z.strictObject({ latest: z.literal(true) }),
  ],
  'must be one of { backupArn }, { at } and { latest: true }',
);

/** What a restore is asked for with; where to is never asked. */
export const RESTORE_FIELDS = { table: TableName, from: RestoreFrom };

export type BackupTarget = z.output<typeof BackupTarget>;
export type RestoreFrom = z.output<typeof RestoreFrom>;

/** `version` is the one the edit was made from, 0 where nobody has said anything yet. */
export const TableUseUpdate = z.strictObject({
  functions: z
    .array(z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be the name of a function'))
    .max(50)
    .refine((names) => new Set(names).size === names.length, 'must name each function once'),
  version: z.int().min(0),
});

export type TableUseUpdate = z.output<typeof TableUseUpdate>;
