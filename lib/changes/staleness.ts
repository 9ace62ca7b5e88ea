import { type PlannedMove, weightsOf } from '#lib/changes/plan';
import { canonicalJson } from '#lib/core/canonical-json';
import type { FunctionAlias, FunctionVersion } from '#lib/core/functions';

/** What is no longer as it was when the plan was made. */
export interface Moved {
  function: string;
  sentence: string;
}

interface Present {
  alias: FunctionAlias | undefined;
  /** The target, as it is now. */
  target: Pick<FunctionVersion, 'codeSha256'> | undefined;
}

/** Everything that moved since the plan, for a refusal that names it all at once; empty when the plan still holds. */
export function movedSince(plan: readonly PlannedMove[], presentOf: (move: PlannedMove) => Present): Moved[] {
  return plan.flatMap((move) => {
    const sentence = whatMoved(move, presentOf(move));
    return sentence === null ? [] : [{ function: move.function, sentence }];
  });
}

function whatMoved(move: PlannedMove, { alias, target }: Present): string | null {
  const name = `${move.alias} of ${move.function}`;
  if (!alias) return `${name} is gone.`;
  if (`${alias.version}` !== move.fromVersion) {
    return `${name} points at ${alias.version}, and no longer at ${move.fromVersion}.`;
  }
  if (canonicalJson(weightsOf(alias)) !== canonicalJson(move.fromWeights)) {
    return `${name} shares its traffic otherwise than when the plan was made.`;
  }
  if (!target) return `Version ${move.toVersion} of ${move.function} is gone.`;
  if (target.codeSha256 !== move.toCodeSha256)
    return `Version ${move.toVersion} of ${move.function} has other code.`;
  // An update that changed nothing that one can see; yet the plan's revision would be refused.
  return alias.revisionId === move.fromRevisionId
    ? null
    : `${name} was updated, although it stands where it stood.`;
}
