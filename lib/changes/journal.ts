import type { FunctionAlias } from '#lib/core/functions';
import { OWN_MARK } from '#lib/functions/own-mark';

/** Where an alias is to stand. */
export interface Standing {
  version: number;
  second: { version: number; weight: number } | null;
}

/** What is about to be asked of AWS; it is written before it is asked. */
export interface Intent {
  kind: 'move' | 'undo';
  function: string;
  alias: string;
  to: Standing;
  /** The revision that the call carries. */
  revisionId: string;
}

export type Outcome = 'done' | 'not_done' | 'raced' | 'refused';

/** One line of the journal: an intent, and how it ended; null while nobody knows. */
export interface Step extends Intent {
  sequence: number;
  outcome: Outcome | null;
  /** Why it was not done, in AWS's words or ours. */
  why: string | null;
}

/** Written into an alias by each call of a change, so that its effect is recognised when the answer is lost. */
export function markerOf(changeId: string, kind: Intent['kind']): string {
  return `${OWN_MARK} ${changeId} (${kind})`;
}

/**
 * How a step ended whose answer nobody has, by where the alias stands now. It was done when the alias carries its
 * marker. It was not when the revision is still the one that the call carried, or when an older call of the same
 * change arrived late and changed it. Anything else is somebody else's doing.
 */
export function outcomeOf(changeId: string, intent: Intent, alias: FunctionAlias): Outcome {
  if (alias.revisionId === intent.revisionId) return 'not_done';
  if (alias.description === markerOf(changeId, intent.kind) && standsAt(alias, intent.to)) return 'done';
  return isOwnWork(changeId, alias) ? 'not_done' : 'raced';
}

/** Whether the last call that changed the alias was one of this change. */
export function isOwnWork(changeId: string, { description }: Pick<FunctionAlias, 'description'>): boolean {
  return description === markerOf(changeId, 'move') || description === markerOf(changeId, 'undo');
}

function standsAt(alias: Pick<FunctionAlias, 'version' | 'second'>, to: Standing): boolean {
  return (
    alias.version === to.version &&
    alias.second?.version === to.second?.version &&
    alias.second?.weight === to.second?.weight
  );
}

/** Why a step is refused whose alias is gone, by itself or with its function: no call can move it any more. */
export const ALIAS_GONE = 'AWS has no such alias any more.';
