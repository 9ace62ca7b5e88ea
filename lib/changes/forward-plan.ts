import { type PlannedMove, weightsOf } from '#lib/changes/plan';
import type { FunctionAlias, FunctionVersion } from '#lib/core/functions';

/** An alias that goes forward again to the version that a rollback left, and the mark that this takes away. */
export interface PlannedForward extends PlannedMove {
  /** The rollback that is taken back. */
  rollbackId: string;
  /** What the version is marked with as bad, cleared with the move; null when it carries no mark. */
  clears: { reason: string; by: string } | null;
}

interface Known {
  rollbackId: string;
  move: PlannedMove;
  alias: FunctionAlias | undefined;
  version: FunctionVersion | undefined;
  /** The mark on the version that was left, as it stands now. */
  mark: { reason: string; by: string; changeId: string | null } | null;
}

const RUNNABLE = ['Active', 'Inactive'];

/** How one move of a rollback is taken back, or what stands against it. */
export function forwardOf({
  rollbackId,
  move,
  alias,
  version,
  mark,
}: Known): PlannedForward | { fault: string } {
  const name = `${move.alias} of ${move.function}`;
  if (move.fromVersion === '$LATEST')
    return { fault: `${name} was at $LATEST, which is no version to go to.` };
  if (!alias || `${alias.version}` !== move.toVersion) {
    return { fault: `${name} is no longer where the rollback put it.` };
  }
  if (!version) return { fault: `Version ${move.fromVersion} of ${move.function} does not exist any more.` };
  if (!RUNNABLE.includes(version.state)) {
    return {
      fault: `Version ${move.fromVersion} of ${move.function} cannot run: its state is ${version.state}.`,
    };
  }
  if (mark && mark.changeId !== rollbackId) {
    return {
      fault: `${mark.by} marked version ${move.fromVersion} of ${move.function} as bad: ${mark.reason}`,
    };
  }
  return {
    function: move.function,
    alias: move.alias,
    fromVersion: `${alias.version}`,
    fromRevisionId: alias.revisionId,
    fromWeights: weightsOf(alias),
    toVersion: move.fromVersion,
    toCodeSha256: version.codeSha256,
    why: 'It was live before the rollback, which did not help.',
    rejected: [],
    rollbackId,
    clears: mark && { reason: mark.reason, by: mark.by },
  };
}
