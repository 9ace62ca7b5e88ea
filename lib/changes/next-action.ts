import type { Step } from '#lib/changes/journal';
import type { PlannedMove } from '#lib/changes/plan';

/** What is to be done next for a change, from its journal alone; whoever takes over after a crash asks the same. */
export type Action =
  /** Nobody knows how this step ended: read the alias. */
  | { do: 'read'; step: Step }
  | { do: 'move'; move: PlannedMove }
  | { do: 'undo'; move: PlannedMove }
  /** All aliases are at their targets. */
  | { do: 'verify' }
  /** All aliases are back, or were never moved. */
  | { do: 'give_up'; because: Step }
  /**
   * Some cannot be put back: a person has to look. `moved` are those that are at their targets; a call that vanished
   * may still move `adrift`, or has moved it since it was read.
   */
  | { do: 'split'; because: Step; moved: string[]; adrift: string[]; stuck: string[] };

/** So often a call may vanish without effect before its function counts as refusing. */
const MOST_ATTEMPTS = 3;

/**
 * The next action of a change over several aliases, which is one unit: forward until every alias is moved, and as
 * soon as one cannot be, back until every other is where it was. A step whose effect is unknown is read before
 * anything else is done. Going back includes a move whose call vanished: it may still arrive, and the undo changes the
 * revision that it carries.
 */
export function nextAction(plan: readonly PlannedMove[], journal: readonly Step[]): Action {
  const open = journal.find(({ outcome }) => outcome === null);
  if (open) return { do: 'read', step: open };
  const obstacle = journal.find((step) => step.kind === 'move' && isObstacle(step, journal));
  if (obstacle) return nextBackwards(plan, journal, obstacle);
  const next = plan.find((move) => lastOf(journal, 'move', move)?.outcome !== 'done');
  return next ? { do: 'move', move: next } : { do: 'verify' };
}

function nextBackwards(plan: readonly PlannedMove[], journal: readonly Step[], because: Step): Action {
  const touched = plan.filter((move) => isTouched(move, journal));
  const isBack = (move: PlannedMove) => lastOf(journal, 'undo', move)?.outcome === 'done';
  const isStuck = (move: PlannedMove) => {
    const undo = lastOf(journal, 'undo', move);
    return move.fromVersion === '$LATEST' || (undo !== undefined && isObstacle(undo, journal));
  };
  const next = touched.findLast((move) => !isBack(move) && !isStuck(move));
  if (next) return { do: 'undo', move: next };
  const stuck = touched.filter(isStuck);
  if (stuck.length === 0) return { do: 'give_up', because };
  const isMoved = (move: PlannedMove) => lastOf(journal, 'move', move)?.outcome === 'done';
  const away = touched.filter((move) => !isBack(move));
  return {
    do: 'split',
    because,
    moved: namesOf(away.filter(isMoved)),
    adrift: namesOf(away.filter((move) => !isMoved(move))),
    stuck: namesOf(stuck),
  };
}

function namesOf(moves: readonly PlannedMove[]): string[] {
  return moves.map(({ function: name }) => name);
}

/** Moved, or not moved yet by a call that may still arrive; a revision that somebody else changed keeps it out. */
function isTouched(move: PlannedMove, journal: readonly Step[]): boolean {
  const last = lastOf(journal, 'move', move);
  if (last === undefined || last.outcome === 'raced') return false;
  return journal.some(
    (step) => isOf(step, 'move', move) && (step.outcome === 'done' || step.outcome === 'not_done'),
  );
}

function isObstacle(step: Step, journal: readonly Step[]): boolean {
  if (step.outcome === 'refused' || step.outcome === 'raced') return true;
  const attempts = journal.filter((other) => isOf(other, step.kind, step));
  return attempts.length >= MOST_ATTEMPTS && attempts.every(({ outcome }) => outcome === 'not_done');
}

function lastOf(journal: readonly Step[], kind: Step['kind'], move: PlannedMove): Step | undefined {
  return journal.findLast((step) => isOf(step, kind, move));
}

function isOf(
  step: Step,
  kind: Step['kind'],
  { function: name, alias }: Pick<Step, 'function' | 'alias'>,
): boolean {
  return step.kind === kind && step.function === name && step.alias === alias;
}
