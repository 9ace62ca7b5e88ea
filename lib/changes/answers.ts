import type { PlannedMove } from '#lib/changes/plan';
import type { Verdict } from '#lib/changes/verdict';
import type { Check } from '#lib/core/errors';

export type ChangeStatus = 'planned' | 'running' | 'verifying' | 'done' | 'failed' | 'split';

/** What the verification found: where the aliases lead, who answers, and whether errors became fewer. */
export interface Verification extends Verdict {
  /** Each alias as it was read back, and the versions that answered real calls. */
  functions: { function: string; isAtTarget: boolean; executedVersions: string[] }[];
  checkedAt: string;
}

/** A change as it is served. */
export interface ServedChange {
  id: string;
  kind: string;
  environment: string;
  status: ChangeStatus;
  reason: string;
  plan: PlannedMove[];
  planHash: string;
  checks: Check[];
  /** The text to type. */
  confirmation: string;
  requestedBy: { kind: string; id: string; name: string };
  incidentId: string | null;
  verdict: Verification | null;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
}

/** The same as it is stored, without what must be looked up. */
export type SavedChange = Omit<ServedChange, 'checks'>;

export interface Changes {
  changes: SavedChange[];
  nextCursor: string | null;
}
