import type { SavedChange } from '#lib/changes/answers';
import type { DeployIntent, StepOf } from '#lib/changes/deploy-journal';
import type { PlannedDeploy } from '#lib/changes/deploy-plan';
import type { Journal, StepEnd } from '#lib/changes/journal-port';
import type { Json } from '#lib/core/canonical-json';
import type { Ctx } from '#lib/core/ctx';

/** One deploy, and all that doing it needs. */
export interface DeploySite {
  ctx: Ctx;
  change: Pick<SavedChange, 'id' | 'requestedBy'>;
  plan: PlannedDeploy;
  journal: Journal;
}

/** How a kind of stage is done. */
export interface StageWork<K extends DeployIntent['kind']> {
  /** What those who watch are told before. */
  intended(intent: StepOf<K>['intent'], plan: PlannedDeploy): string;
  /** What the audit says of it, beside the function. */
  details(intent: StepOf<K>['intent']): { [key: string]: Json };
  /** Does it, and finds out how it ended. */
  act(site: DeploySite, step: StepOf<K>): Promise<StepEnd>;
  /** Finds out how it ended when the answer was lost, or this process was; what only reads does it again. */
  resolve(site: DeploySite, step: StepOf<K>): Promise<StepEnd>;
}

/** A stage that only reads, or that may be done any number of times. */
export function repeatable<K extends DeployIntent['kind']>(
  work: Omit<StageWork<K>, 'resolve'>,
): StageWork<K> {
  return { ...work, resolve: work.act };
}
