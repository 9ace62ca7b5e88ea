import type { Kind, Plans, ResultOf } from '#lib/changes/plans';
import type { Verdict } from '#lib/changes/verdict';
import type { Check } from '#lib/core/errors';
import type { VersionFate } from '#lib/functions/retention';

export type ChangeStatus = 'planned' | 'running' | 'verifying' | 'done' | 'failed' | 'split' | 'cancelled';

/** What a health endpoint said; one that is not configured has said nothing, which is not good news. */
export interface HealthFound {
  status: 'healthy' | 'unhealthy' | 'not_configured';
  why: string;
}

/** Which calls of a function were counted as those before. */
export interface CountedBefore {
  function: string;
  /** What was left: one version, or two that shared the calls. */
  versions: string[];
  /** Half-open. */
  from: string;
  to: string;
  /** Since what was left went live, or the longest that is counted, perhaps because nobody knows when that was. */
  begins: 'longest' | 'went_live' | 'not_known';
  wentLiveAt: string | null;
}

/** The minutes whose calls are compared; `since` is the first whole one after the move. */
export interface Counted {
  before: CountedBefore[];
  since: string;
}

/** A moved alias as it was read back, and who answered behind it. */
export interface VerifiedFunction {
  function: string;
  isAtTarget: boolean;
  /** The versions that answered real calls. */
  executedVersions: string[];
  /** Absent where it was not asked. */
  health?: HealthFound;
  /** Why the alias could not be read back; absent where it was. */
  problem?: string;
}

/** What the verification found: where the aliases lead, who answers, and whether errors became fewer. */
export interface Verification extends Verdict {
  functions: VerifiedFunction[];
  /** Absent where nothing could be counted, and in verdicts of a time when it was not kept. */
  counted?: Counted;
  checkedAt: string;
}

interface ChangeOf<K extends Kind> {
  id: string;
  kind: K;
  environment: string;
  status: ChangeStatus;
  reason: string;
  plan: Plans[K];
  planHash: string;
  /** The text to type. */
  confirmation: string;
  requestedBy: { kind: string; id: string; name: string };
  incidentId: string | null;
  verdict: Verification | null;
  /** What came of it beside that, in the shape of its kind. */
  result: ResultOf<K> | null;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  /** Who discarded the plan or asked it to stop, when and why; null when nobody did. */
  cancellation: { at: string; by: string; reason: string } | null;
}

/** A change as it is stored, of one kind or of any. */
export type SavedChange<K extends Kind = Kind> = { [E in K]: ChangeOf<E> }[K];

/** The same as it is served, with what must hold before it may begin. */
export type ServedChange<K extends Kind = Kind> = SavedChange<K> & { checks: Check[] };

export interface Changes {
  changes: SavedChange[];
  nextCursor: string | null;
}

/** One thing that happened to production, whoever did it. */
export interface ProductionEvent {
  id: string;
  at: string;
  /** A kind of change, or `moved-outside`. */
  kind: Kind | 'moved-outside';
  sentence: string;
  /** How it went: a verdict, or the status of a change; null for what was done elsewhere. */
  state: Verdict['verdict'] | ChangeStatus | null;
  by: string;
  /** What is configured otherwise since, by name. */
  details: string[];
  href: string;
}

export interface ProductionEvents {
  /** The newest first. */
  events: ProductionEvent[];
}

/** What a clean-up would do with each version of a function, the oldest first. */
export interface FunctionRetention {
  function: string;
  fates: VersionFate[];
  readAt: string;
}
