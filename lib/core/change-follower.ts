import type { AuditDraft } from '#lib/core/audit-draft';
import type { Transaction } from '#lib/core/database';

/** A change to production, as far as others are concerned with it. */
export interface FollowedChange {
  id: string;
  kind: string;
  environment: string;
  reason: string;
  status: string;
  /** What it does, in a few words. */
  deed: string;
  /** What it works on: `function:NAME:ALIAS`, `stack:NAME`, `table:NAME`. */
  targets: readonly string[];
  /** The functions that it is about. */
  functions: readonly string[];
  requestedBy: { kind: string; id: string; name: string };
  incidentId: string | null;
  /** Whether it helped, once that is known. */
  verdict: string | null;
  /** What those who watch it were just told. */
  sentence: string;
}

interface Moment {
  at: Date;
  newId: () => string;
}

type Follow = (tx: Transaction, change: FollowedChange, moment: Moment) => Promise<AuditDraft[]>;

/**
 * Somebody who writes down what follows from changes, in the transactions that make them true; what they answer is
 * audited with it.
 */
export interface ChangeFollower {
  begun: Follow;
  /** Its work has ended, one way or the other; `verifying` when it is still to be seen whether it helped. */
  ended: Follow;
  /** It was found out whether it helped. */
  verified: Follow;
}
