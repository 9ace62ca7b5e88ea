import {
  ALIAS_GONE,
  type Intent,
  isOwnWork,
  markerOf,
  type Outcome,
  outcomeOf,
  type Step,
} from '#lib/changes/journal';
import { type Action, nextAction } from '#lib/changes/next-action';
import type { PlannedMove } from '#lib/changes/plan';
import type { Act, AliasMove, FunctionAlias } from '#lib/core/functions';

/** What driving a change needs of the world. */
export interface Road {
  changeId: string;
  plan: readonly PlannedMove[];
  /** The journal as it is stored. */
  journal(): Promise<Step[]>;
  /** Stores an intent; when it returns, a crash cannot forget it. */
  intend(intent: Intent): Promise<Step>;
  /** Stores how a step ended, and where the alias stands after one that was done. */
  settle(step: Step, end: { outcome: Outcome; why: string | null; alias?: FunctionAlias }): Promise<void>;
  /** Null when it is gone. */
  read(functionName: string, alias: string): Promise<FunctionAlias | null>;
  move(move: AliasMove): Promise<Act<FunctionAlias>>;
}

const MOVED_BY_OTHERS = 'Somebody else has moved it since.';

export type End = Extract<Action, { do: 'verify' | 'give_up' | 'split' }>;

/**
 * Drives a change to its end: asks the journal what comes next, does it, writes down how it ended, and asks again. It
 * keeps nothing in memory, so it may die anywhere and be called again.
 *
 * @throws what the journal or a read throws; the change is then where the journal says.
 */
export async function drive(road: Road): Promise<End> {
  for (;;) {
    const action = nextAction(road.plan, await road.journal());
    if (action.do === 'read') await readBack(road, action.step);
    else if (action.do === 'move') await take(road, moveIntent(action.move));
    else if (action.do === 'undo') await putBack(road, action.move);
    else return action;
  }
}

function moveIntent(move: PlannedMove): Intent {
  return {
    kind: 'move',
    function: move.function,
    alias: move.alias,
    to: { version: Number(move.toVersion), second: null },
    revisionId: move.fromRevisionId,
  };
}

/** Goes back from where the alias stands now, unless somebody else has moved it since. */
async function putBack(road: Road, move: PlannedMove): Promise<void> {
  const alias = await road.read(move.function, move.alias);
  const [second] = Object.entries(move.fromWeights);
  const intent: Intent = {
    kind: 'undo',
    function: move.function,
    alias: move.alias,
    to: {
      version: Number(move.fromVersion),
      second: second ? { version: Number(second[0]), weight: second[1] } : null,
    },
    revisionId: alias?.revisionId ?? move.fromRevisionId,
  };
  if (alias === null) {
    const gone = await road.intend(intent);
    return road.settle(gone, { outcome: 'refused', why: ALIAS_GONE });
  }
  if (isOwnWork(road.changeId, alias) || alias.revisionId === move.fromRevisionId) return take(road, intent);
  const step = await road.intend(intent);
  await road.settle(step, { outcome: 'raced', why: MOVED_BY_OTHERS });
}

async function take(road: Road, intent: Intent): Promise<void> {
  const step = await road.intend(intent);
  const act = await road.move({
    functionName: intent.function,
    alias: intent.alias,
    toVersion: intent.to.version,
    second: intent.to.second,
    revisionId: intent.revisionId,
    description: markerOf(road.changeId, intent.kind),
  });
  if (act.outcome === 'done') await road.settle(step, { outcome: 'done', why: null, alias: act.value });
  else if (act.outcome === 'refused') await road.settle(step, { outcome: 'refused', why: act.why });
  // A revision that is no longer the newest may be the work of this very call, sent twice on the way.
  else await readBack(road, step);
}

async function readBack(road: Road, step: Step): Promise<void> {
  const alias = await road.read(step.function, step.alias);
  if (alias === null) return road.settle(step, { outcome: 'refused', why: ALIAS_GONE });
  const outcome = outcomeOf(road.changeId, step, alias);
  if (outcome === 'done') await road.settle(step, { outcome, why: null, alias });
  else await road.settle(step, { outcome, why: outcome === 'raced' ? MOVED_BY_OTHERS : null });
}
