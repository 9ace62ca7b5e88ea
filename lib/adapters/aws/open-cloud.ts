import { accountFor } from '#lib/adapters/aws/account';
import { openStackMover, openStacks } from '#lib/adapters/aws/cloudformation';
import { openMonitoring } from '#lib/adapters/aws/cloudwatch';
import { openFunctions, openMover, openPruner } from '#lib/adapters/aws/lambda';
import type { Cloud } from '#lib/core/cloud';
import type { Env } from '#lib/core/env';

/** The cloud that the configuration names: AWS, or the sandbox that the start made and told the address of. */
export async function openCloud(env: Env): Promise<Cloud & { close(): void }> {
  const reader = accountFor(env, 'read');
  const opened = {
    functions: await openFunctions(reader),
    monitoring: await openMonitoring(reader),
    mover: await openMover(accountFor(env, 'move')),
    pruner: await openPruner(accountFor(env, 'prune')),
    stacks: await openStacks(reader),
    stackMover: await openStackMover(accountFor(env, 'move')),
  };
  return {
    kind: env.CLOUD,
    region: reader.region,
    ...opened,
    close: () => {
      for (const client of Object.values(opened)) client.close();
    },
  };
}
