import type { DeploySite } from '#lib/changes/commands/deploy/stage';
import type { DeployStep } from '#lib/changes/deploy-journal';
import type { StepEnd } from '#lib/changes/journal-port';
import { lockOn } from '#lib/functions/queries/deploy-hindrances';

/** Who stopped it: somebody who asked for that, or a lock. */
type Stopper = 'person' | 'lock';

/** How a step ends that people forbid, by a word or by a lock; null when nobody does. */
export async function stoppedFromOutside(site: DeploySite): Promise<StepEnd | null> {
  return (await stoppedByPerson(site)) ?? (await stoppedByLock(site));
}

async function stoppedByPerson({ ctx, change }: DeploySite): Promise<StepEnd | null> {
  const { cancelledAt, cancelledBy, cancelReason } = await ctx.db.change.findUniqueOrThrow({
    where: { id: change.id },
  });
  return cancelledAt === null ? null : endOf('person', `${cancelledBy} stopped it. ${cancelReason}`.trim());
}

async function stoppedByLock({ ctx, plan }: DeploySite): Promise<StepEnd | null> {
  const why = await lockOn({ db: ctx.db, now: ctx.pace.clock() }, plan.function);
  return why === null ? null : endOf('lock', why);
}

/** The stopper is kept with the step, so that nobody takes it for a fault of the version. */
function endOf(stopper: Stopper, why: string): StepEnd {
  return { outcome: 'refused', why, result: { stopper }, sentence: `Stopped: ${why}` };
}

/** Who stopped a step from outside; null when its own work did. */
export function stopperOf({ result }: Pick<DeployStep, 'result'>): Stopper | null {
  if (typeof result !== 'object' || result === null || !('stopper' in result)) return null;
  return result.stopper === 'person' || result.stopper === 'lock' ? result.stopper : null;
}
