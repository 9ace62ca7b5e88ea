import type { AwsAccount } from '#lib/adapters/aws/account';
import { openMonitoring } from '#lib/adapters/aws/cloudwatch';
import { openFunctions, openMover, openPruner } from '#lib/adapters/aws/lambda';
import type { Cloud } from '#lib/core/cloud';
import type { Env } from '#lib/core/env';

// Where nothing listens, so that a sandbox that was not started is told as one that does not answer.
const NOWHERE = 'http://127.0.0.1:9';

/** The cloud that the configuration names: AWS, or the sandbox that the start made and told the address of. */
export async function openCloud(env: Env): Promise<Cloud & { close(): void }> {
  const account = accountOf(env);
  const opened = {
    functions: await openFunctions(account),
    monitoring: await openMonitoring(account),
    mover: await openMover(account),
    pruner: await openPruner(account),
  };
  return {
    kind: env.CLOUD,
    region: account.region,
    ...opened,
    close: () => {
      for (const client of Object.values(opened)) client.close();
    },
  };
}

function accountOf(env: Env): AwsAccount {
  if (env.CLOUD === 'aws') return { region: env.AWS_REGION ?? '' };
  return {
    region: 'us-east-1',
    endpoint: env.SANDBOX_URL ?? NOWHERE,
    credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
  };
}
