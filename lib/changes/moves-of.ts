import type { SavedChange } from '#lib/changes/answers';
import type { MovedAlias } from '#lib/changes/stack-rollback-plan';
import type { Json } from '#lib/core/canonical-json';

/** An alias that was moved, what it led to before, and the version that is to answer behind it now. */
export interface Moved {
  function: string;
  alias: string;
  fromVersion: string;
  /** The shares of other versions before. */
  fromWeights: Record<string, number>;
  toVersion: string;
}

/** Changes that take production back: aliases by themselves, or a stack with what it owns. */
export const ROLLBACKS = ['rollback', 'stack-rollback'];

export function isRollback(kind: string): boolean {
  return ROLLBACKS.includes(kind);
}

/** The aliases that a rollback moves; those of a stack are known when it has ended. */
export function movesOf(change: SavedChange): Moved[] {
  if (change.kind === 'rollback') return change.plan;
  if (change.kind !== 'stack-rollback') return [];
  const planned = change.plan.flatMap(({ aliases }) => aliases);
  return movedOf(change.result).flatMap(({ function: name, alias, version }) => {
    const before = planned.find((one) => one.function === name && one.alias === alias);
    if (before?.fromVersion === undefined) return [];
    const { fromVersion, fromWeights = {} } = before;
    return { function: name, alias, fromVersion, fromWeights, toVersion: `${version ?? '$LATEST'}` };
  });
}

/** The versions that had traffic of a moved alias and have none any more. */
export function versionsLeft({ fromVersion, fromWeights, toVersion }: Moved): number[] {
  return [fromVersion, ...Object.keys(fromWeights)]
    .filter((version) => version !== '$LATEST' && version !== toVersion)
    .map(Number);
}

/** Where the aliases stand that a stack has moved, as it was kept with its end. */
export function movedOf(result: Json | null | undefined): MovedAlias[] {
  // Written by `followStack`, and by nothing else.
  return (result as { moved?: MovedAlias[] } | null | undefined)?.moved ?? [];
}
