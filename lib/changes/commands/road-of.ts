import type { SavedChange } from '#lib/changes/answers';
import { findAlias } from '#lib/changes/commands/read-alias';
import { recordMove } from '#lib/changes/commands/record-move';
import type { Road } from '#lib/changes/drive';
import type { Intent, Outcome, Step } from '#lib/changes/journal';
import type { Journal, StoredStep } from '#lib/changes/journal-port';
import type { PlannedMove } from '#lib/changes/plan';
import type { Ctx } from '#lib/core/ctx';

/** What the road needs of a change that moves aliases. */
interface Moving extends Pick<SavedChange, 'id' | 'requestedBy'> {
  plan: readonly PlannedMove[];
}

/** The road of moves over the stored journal and the real cloud. */
export function roadOf(ctx: Ctx, change: Moving, journal: Journal): Road {
  return {
    changeId: change.id,
    plan: change.plan,
    journal: async () => (await journal.steps<Intent>()).map(stepOf),
    intend: async (intent) => {
      const details = { ...whereOf(intent), revisionId: intent.revisionId };
      return stepOf(await journal.intend(intent, { sentence: `${deedOf(intent)} …`, details }));
    },
    settle: (step, { outcome, why, alias }) =>
      journal.settle(
        { sequence: step.sequence, intent: step },
        {
          outcome,
          why,
          sentence: endOf(step, outcome, why),
          details: whereOf(step),
          also: async (tx, at) => {
            if (alias) await recordMove(ctx, tx, { change, intent: step, alias, at });
          },
        },
      ),
    read: (functionName, alias) => findAlias(ctx, functionName, alias),
    move: (move) => ctx.cloud.mover.move(move),
  };
}

function stepOf({ sequence, intent, outcome, why }: StoredStep<Intent>): Step {
  return { ...intent, sequence, outcome: outcome as Outcome | null, why };
}

function whereOf({ function: name, alias, to }: Intent) {
  return { function: name, alias, toVersion: `${to.version}` };
}

function deedOf({ kind, function: name, alias, to }: Intent): string {
  return kind === 'move'
    ? `Moving ${alias} of ${name} to version ${to.version}`
    : `Putting ${alias} of ${name} back to version ${to.version}`;
}

function endOf(step: Intent, outcome: Outcome, why: string | null): string {
  const { kind, function: name, alias, to } = step;
  if (outcome === 'done') {
    return `${alias} of ${name} is ${kind === 'move' ? 'at' : 'back at'} version ${to.version}.`;
  }
  return `${alias} of ${name} was not moved. ${why ?? 'The call had no effect.'}`;
}
