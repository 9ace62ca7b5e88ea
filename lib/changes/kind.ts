import type { SavedChange, Verification } from '#lib/changes/answers';
import type { Journal } from '#lib/changes/journal-port';
import type { Kind, Plans } from '#lib/changes/plans';
import type { ChangeCreation } from '#lib/changes/schema';
import type { AuditDraft } from '#lib/core/audit-draft';
import type { Json } from '#lib/core/canonical-json';
import type { Ctx } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';
import type { Check } from '#lib/core/errors';

type Creations = { [C in ChangeCreation as C['kind']]: C };

/** What a change of a kind is asked for with. */
export type CreationOf<K extends Kind> = { [E in K]: Creations[E] & { kind: E } }[K];

/** How the work of a change ended: `verifying` when it is to be seen whether it helped, `split` when a person has to look. */
export interface End {
  status: 'verifying' | 'done' | 'failed' | 'split';
  /** What those who watch are told. */
  sentence: string;
  result?: Json[] | { [key: string]: Json };
}

/** What one kind of change is. All else (identity, hash, targets, journal, audit, streams) is the same for all of them. */
export interface ChangeKind<K extends Kind> {
  /**
   * Makes the plan and the text that a person types to start it; nothing is changed yet.
   *
   * @throws AppError `unprocessable` naming everything that stands against it.
   */
  plan(ctx: Ctx, creation: CreationOf<K>): Promise<{ plan: Plans[K]; confirmation: string }>;
  /** What the hash of a plan covers: all that it does, without the words that explain it. */
  binding(plan: Plans[K]): readonly unknown[];
  /** Keys of what nobody else may change meanwhile: `function:NAME:ALIAS`, `stack:NAME`, `table:NAME`. */
  targets(plan: Plans[K]): string[];
  /** The functions that it is about, where its targets do not name them all. */
  functions?(plan: Plans[K]): string[];
  /** What must hold when it begins, beside a recent sign-in and free targets; looked up now. */
  checks(ctx: Ctx, change: Pick<SavedChange<K>, 'id' | 'plan' | 'environment'>): Promise<Check[]>;
  /** What stands against it in the very transaction that begins it, in sentences; nothing, as a rule. */
  obstacles?(tx: Transaction, plan: Plans[K]): Promise<string[]>;
  /** What those who watch are told when it begins. */
  beginning(plan: Plans[K]): string;
  /** Brings a running change to its end. After a crash it is called again and goes by the journal alone. */
  run(ctx: Ctx, change: SavedChange<K>, journal: Journal): Promise<End>;
  /** What follows from the end of the work, in its transaction; answers what is audited with it. */
  ended?(ctx: Ctx, tx: Transaction, change: SavedChange<K>, end: End): Promise<AuditDraft[]>;
  /** Finds out whether it helped; called while the status is `verifying`, after a crash again. */
  verify?(ctx: Ctx, change: SavedChange<K>): Promise<Verification>;
}
