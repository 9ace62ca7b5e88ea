import { z } from 'zod';
import { FunctionName } from '#lib/functions/schema';

const Reason = z.string().trim().min(1, 'must say why').max(2000);

/** What keeps a function from being deployed; after `hours` it still stands, and asks whether it is still needed. */
export const LockCreation = z.strictObject({
  function: FunctionName,
  reason: Reason,
  hours: z
    .number()
    .int()
    .min(1)
    .max(24 * 30, 'must be at most 720, which are 30 days')
    .default(24),
});

/** Why it may be deployed again. */
export const Unlocking = z.strictObject({ reason: Reason });

export const LockParams = z.strictObject({ id: z.uuid('must be the id of a lock') });

export const LocksQuery = z.strictObject({
  state: z.enum(['open', 'past']).default('open'),
  function: FunctionName.optional(),
  /** The change that set them. */
  changeId: z.uuid('must be the id of a change').optional(),
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

/** Marks a version as known to be bad, or takes the mark away. */
export const VersionMark = z.strictObject({ isBad: z.boolean(), reason: Reason });

export const VersionParams = z.strictObject({
  name: FunctionName,
  version: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'must be the number of a version, like 41')
    .transform(Number),
});

export type LockCreation = z.output<typeof LockCreation>;
export type LocksQuery = z.output<typeof LocksQuery>;
export type Unlocking = z.output<typeof Unlocking>;
export type VersionMark = z.output<typeof VersionMark>;

/** A lock as it is served. */
export interface ServedLock {
  id: string;
  function: string;
  reason: string;
  /** The rollback that set it; null for one set by hand. */
  changeId: string | null;
  by: string;
  at: string;
  expiresAt: string;
  /** Its time is over, yet it stands until somebody opens it. */
  isOverdue: boolean;
  unlocked: { by: string; at: string; reason: string } | null;
}

export interface ServedLocks {
  locks: ServedLock[];
  nextCursor: string | null;
}
