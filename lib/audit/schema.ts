import { z } from 'zod';
import type { AuditLink } from '#lib/audit/chain';

const moment = z.iso.datetime({ offset: true, error: 'must be a time like 2026-03-01T00:00:00Z' });

/** Which entries: all conditions must hold; the period is `[from, to)`. */
export const AuditFilters = z.strictObject({
  /** Part of an actor's name, or a whole id. */
  actor: z.string().max(200).optional(),
  /** An action, or the start of some: `person` finds `person.created` and all others of that domain. */
  action: z.string().max(100).optional(),
  /** A subject's kind, id, or both as `kind:id`. */
  subject: z.string().max(300).optional(),
  from: moment.optional(),
  to: moment.optional(),
});
export type AuditFilters = z.infer<typeof AuditFilters>;

export const AuditQuery = AuditFilters.extend({
  /** The sequence of the last entry of the page before. */
  cursor: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

export interface AuditPage {
  /** The newest first. */
  entries: AuditLink[];
  nextCursor: string | null;
}

export interface Broken {
  sequence: number;
  reason: string;
}

export interface AuditVerification {
  /** Whether chain and anchors are both sound. */
  ok: boolean;
  entries: number;
  head: { sequence: number; hash: string } | null;
  brokenAt?: Broken;
  /** What was kept outside the database of the heads that the chain once had. */
  anchors: { checked: number; ok: boolean; brokenAt?: Broken };
  checkedAt: string;
}
