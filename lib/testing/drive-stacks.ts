import type { Cloud } from '#lib/core/cloud';
import type { CloudSandbox } from '#lib/testing/cloud-sandbox';
import { done } from '#lib/testing/done';

const [FIRST, SECOND] = ['careervp-prod-platform', 'careervp-prod-documents'] as const;
// Longer than all resources of a stack take.
const SETTLED_SECONDS = 5;

/** Reads the stacks, and takes updates back in each of the three ways. */
export async function driveStacks({ stacks, stackMover }: Cloud, sandbox: CloudSandbox): Promise<void> {
  await stacks.list();
  await stacks.events(FIRST, {});
  await stacks.latestEvents(FIRST);
  await stacks.findEvent(FIRST, ({ status }) => status === 'CREATE_COMPLETE');
  await stacks.resources(FIRST);
  await stacks.aliases(FIRST);
  const [first, second] = [await stacks.one(FIRST), await stacks.one(SECOND)];
  await sandbox.control('POST /stacks/fail', { stackName: FIRST, kind: 'fails' });
  await sandbox.control('POST /stacks/fail', { stackName: SECOND, kind: 'fails-back' });
  await sandbox.step(SETTLED_SECONDS);
  await done(stackMover.rollback({ stackId: first.id, token: 'back' }));
  await done(stackMover.continueRollback({ stackId: second.id, token: 'on', resourcesToSkip: [] }));
  await sandbox.step(SETTLED_SECONDS);
  await sandbox.control('POST /stacks/fail', { stackName: FIRST, kind: 'fails' });
  await done(stackMover.cancelUpdate({ stackId: first.id, token: 'stop' }));
}
