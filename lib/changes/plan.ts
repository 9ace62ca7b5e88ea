import type { FunctionAlias, FunctionVersion } from '#lib/core/functions';
import type { Rejection } from '#lib/functions/rollback-target';

/** One alias and where it goes. Versions are written as AWS writes them: `"41"`, or `"$LATEST"` to come from. */
export interface PlannedMove {
  function: string;
  alias: string;
  fromVersion: string;
  fromRevisionId: string;
  /** The shares of other versions, emptied by the move. */
  fromWeights: Record<string, number>;
  toVersion: string;
  toCodeSha256: string;
  /** Why this target. */
  why: string;
  /** What was passed over, and why. */
  rejected: Rejection[];
}

interface Decision {
  functionName: string;
  alias: FunctionAlias;
  target: FunctionVersion;
  why: string;
  rejected: Rejection[];
}

/** The moves of a rollback, by function: the same decisions in any order are the same plan. */
export function planOf(decisions: readonly Decision[]): PlannedMove[] {
  return decisions
    .map(({ functionName, alias, target, why, rejected }) => ({
      function: functionName,
      alias: alias.name,
      fromVersion: `${alias.version}`,
      fromRevisionId: alias.revisionId,
      fromWeights: weightsOf(alias),
      toVersion: `${target.version}`,
      toCodeSha256: target.codeSha256,
      why,
      rejected,
    }))
    .sort((a, b) => (a.function < b.function ? -1 : 1));
}

/** The shares of the traffic that do not go to the alias's main version. */
export function weightsOf({ second }: Pick<FunctionAlias, 'second'>): Record<string, number> {
  return second === null ? {} : { [second.version]: second.weight };
}
