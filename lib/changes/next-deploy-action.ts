import type { DeployIntent, DeployStep } from '#lib/changes/deploy-journal';
import type { PlannedDeploy } from '#lib/changes/deploy-plan';

/** A thing to be done on the way to a version that serves everybody. */
export type Stage =
  | { kind: 'note_alarms' }
  | { kind: 'back_up'; table: string }
  | { kind: 'update' }
  | { kind: 'publish' }
  | { kind: 'try' }
  | { kind: 'move'; percent: number }
  | { kind: 'watch'; percent: number; minutes: number };

/** What is to be done next for a deploy, from its journal alone; whoever takes over after a crash asks the same. */
export type DeployAction =
  /** Nobody knows how this step ended. */
  | { do: 'resolve'; step: DeployStep }
  | { do: 'take'; stage: Stage }
  /** The alias goes back to where it was. */
  | { do: 'undo' }
  /** The new version serves everybody. */
  | { do: 'verify' }
  /** The alias is where it was, or where somebody else put it. */
  | { do: 'give_up'; because: DeployStep; wasMoved: boolean }
  /** The alias is moved and cannot be put back: a person has to look. */
  | { do: 'split'; because: DeployStep };

/** So often a call may vanish without effect before it counts as refused. */
const MOST_ATTEMPTS = 3;

/** All stages of a deploy, in order. Code that `$LATEST` holds already is not uploaded again. */
export function stagesOf({ tables, steps, code, latestCodeSha256 }: PlannedDeploy): Stage[] {
  return [
    { kind: 'note_alarms' },
    ...tables.map((table): Stage => ({ kind: 'back_up', table })),
    ...(code.codeSha256 === latestCodeSha256 ? [] : [{ kind: 'update' } as const]),
    { kind: 'publish' },
    { kind: 'try' },
    ...steps.flatMap(({ percent, minutes }): Stage[] => [
      { kind: 'move', percent },
      { kind: 'watch', percent, minutes },
    ]),
  ];
}

/**
 * The next action of a deploy: forward stage by stage, and as soon as one cannot be done, the alias back to where it
 * was. A step whose effect is unknown is looked into before anything else is done. Going back includes a move whose
 * call vanished: it may still arrive, and the undo changes the revision that it carries.
 */
export function nextDeployAction(plan: PlannedDeploy, journal: readonly DeployStep[]): DeployAction {
  const open = journal.find(({ outcome }) => outcome === null);
  if (open) return { do: 'resolve', step: open };
  const obstacle = journal.find((step) => step.intent.kind !== 'undo' && isObstacle(step, journal));
  if (obstacle) return nextBackwards(journal, obstacle);
  const next = stagesOf(plan).find(
    (stage) => !journal.some((step) => step.outcome === 'done' && isOf(step.intent, stage)),
  );
  return next ? { do: 'take', stage: next } : { do: 'verify' };
}

function nextBackwards(journal: readonly DeployStep[], because: DeployStep): DeployAction {
  const wasMoved = isTouched(journal);
  if (!wasMoved) return { do: 'give_up', because, wasMoved };
  const undo = journal.findLast(({ intent }) => intent.kind === 'undo');
  if (undo?.outcome === 'done') return { do: 'give_up', because, wasMoved };
  return undo && isObstacle(undo, journal) ? { do: 'split', because } : { do: 'undo' };
}

/** Moved, or not moved yet by a call that may still arrive; a revision that somebody else changed keeps it out. */
function isTouched(journal: readonly DeployStep[]): boolean {
  const moves = journal.filter(({ intent }) => intent.kind === 'move');
  if (moves.at(-1)?.outcome === 'raced') return false;
  return moves.some(({ outcome }) => outcome === 'done' || outcome === 'not_done');
}

function isObstacle(step: DeployStep, journal: readonly DeployStep[]): boolean {
  if (step.outcome === 'refused' || step.outcome === 'raced') return true;
  const attempts = journal.filter(({ intent }) => isOf(intent, step.intent));
  return attempts.length >= MOST_ATTEMPTS && attempts.every(({ outcome }) => outcome === 'not_done');
}

/** Whether an intent is about the same stage. */
function isOf(intent: DeployIntent, stage: Stage | DeployIntent): boolean {
  if (intent.kind !== stage.kind) return false;
  if (intent.kind === 'back_up') return 'table' in stage && intent.table === stage.table;
  return !('percent' in intent) || ('percent' in stage && intent.percent === stage.percent);
}
