import type { DeploySite, StageWork } from '#lib/changes/commands/deploy/stage';
import { findAlias } from '#lib/changes/commands/read-alias';
import { recordMove } from '#lib/changes/commands/record-move';
import type { StepOf } from '#lib/changes/deploy-journal';
import { ALIAS_GONE, type Intent, markerOf, outcomeOf } from '#lib/changes/journal';
import type { StepEnd } from '#lib/changes/journal-port';
import type { FunctionAlias } from '#lib/core/functions';

const MOVED_BY_OTHERS = 'Somebody else has moved the alias since.';

/** The new version gets its share of the traffic. */
export const MOVE: StageWork<'move'> = {
  intended: ({ alias, percent }, { function: name }) =>
    `Sending ${percent} % of ${alias} of ${name} to the new version …`,
  details: ({ alias, percent, revisionId }) => ({ alias, percent, revisionId }),
  act: (site, step) => shift(site, step, `The new version gets ${step.intent.percent} % of the calls.`),
  resolve: (site, step) =>
    readBack(site, step, `The new version gets ${step.intent.percent} % of the calls.`),
};

/** All traffic goes back to where it came from. */
export const UNDO: StageWork<'undo'> = {
  intended: ({ alias, to }, { function: name }) =>
    `Putting ${alias} of ${name} back to version ${to.version} …`,
  details: ({ alias, revisionId, to }) => ({ alias, revisionId, toVersion: `${to.version}` }),
  act: (site, step) => shift(site, step, backWords(step.intent)),
  resolve: (site, step) => readBack(site, step, backWords(step.intent)),
};

type ShiftStep = StepOf<'move'> | StepOf<'undo'>;

async function shift(site: DeploySite, step: ShiftStep, done: string): Promise<StepEnd> {
  const { intent } = step;
  const act = await site.ctx.cloud.mover.move({
    functionName: intent.function,
    alias: intent.alias,
    toVersion: intent.to.version,
    second: intent.to.second,
    revisionId: intent.revisionId,
    description: markerOf(site.change.id, intent.kind),
  });
  if (act.outcome === 'refused')
    return { outcome: 'refused', why: act.why, sentence: `The alias was not moved. ${act.why}` };
  // A revision that is no longer the newest may be the work of this very call, sent twice on the way.
  return act.outcome === 'done' ? shifted(site, intent, act.value, done) : readBack(site, step, done);
}

async function readBack(site: DeploySite, { intent }: ShiftStep, done: string): Promise<StepEnd> {
  const alias = await findAlias(site.ctx, intent.function, intent.alias);
  if (alias === null) {
    return { outcome: 'refused', why: ALIAS_GONE, sentence: `The alias was not moved. ${ALIAS_GONE}` };
  }
  const outcome = outcomeOf(site.change.id, intent, alias);
  if (outcome === 'done') return shifted(site, intent, alias, done);
  const why = outcome === 'raced' ? MOVED_BY_OTHERS : null;
  return { outcome, why, sentence: `The alias was not moved. ${why ?? 'The call had no effect.'}` };
}

function shifted(
  { ctx, change }: DeploySite,
  intent: Intent,
  alias: FunctionAlias,
  sentence: string,
): StepEnd {
  return {
    outcome: 'done',
    sentence,
    also: (tx, at) => recordMove(ctx, tx, { change, intent, alias, at }),
  };
}

function backWords({ alias, function: name, to }: Intent): string {
  return `${alias} of ${name} is back at version ${to.version}.`;
}
