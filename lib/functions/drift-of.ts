import type { FunctionAlias } from '#lib/core/functions';
import type { AliasOwner } from '#lib/stacks/alias-owner';

/** A way in which what is live is not what this product put there. */
export interface Drift {
  kind: 'latest' | 'moved_outside' | 'stack_moves';
  sentence: string;
}

/** The newest line of the ledger of an alias. */
interface LastMove {
  isFirstSight: boolean;
  movedBy: string | null;
}

/** All that a reader should know before trusting what is live. */
export function driftOf(
  { name, version }: Pick<FunctionAlias, 'name' | 'version'>,
  last: LastMove | null,
  owner: AliasOwner | null,
): Drift[] {
  const drift: Drift[] = [];
  if (version === '$LATEST') {
    const sentence = `${name} points at $LATEST: each upload changes what it runs, and nothing can be rolled back to it.`;
    drift.push({ kind: 'latest', sentence });
  }
  if (last && !last.isFirstSight && last.movedBy === null) {
    drift.push({ kind: 'moved_outside', sentence: `${name} was moved outside of Flightdeck.` });
  }
  if (owner && owner.version !== null && owner.version !== version) {
    const sentence = `Stack ${owner.stack} puts ${name} at version ${owner.version}: the next update of it moves the alias again.`;
    drift.push({ kind: 'stack_moves', sentence });
  }
  return drift;
}
