import type { DeploySite } from '#lib/changes/commands/deploy/stage';
import type { DeployStep } from '#lib/changes/deploy-journal';
import type { StepEnd } from '#lib/changes/journal-port';
import { lockOn } from '#lib/functions/queries/deploy-hindrances';

/** Kept with the step, so that nobody takes the lock for a fault of the version. */
const BY_LOCK = { isLocked: true };

/** How a step ends that a lock forbids; null when nobody has locked the deploys of the function. */
export async function stoppedByLock({ ctx, plan }: DeploySite): Promise<StepEnd | null> {
  const why = await lockOn({ db: ctx.db, now: ctx.pace.clock() }, plan.function);
  return why === null ? null : { outcome: 'refused', why, result: BY_LOCK, sentence: `Stopped: ${why}` };
}

/** Whether it was a lock that stopped a step. */
export function isStoppedByLock({ result }: Pick<DeployStep, 'result'>): boolean {
  return typeof result === 'object' && result !== null && 'isLocked' in result && result.isLocked === true;
}
