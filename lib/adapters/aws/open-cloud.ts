import { accountFor } from '#lib/adapters/aws/account';
import { openStacks } from '#lib/adapters/aws/cloudformation';
import { openStackMover } from '#lib/adapters/aws/cloudformation-mover';
import { openMonitoring } from '#lib/adapters/aws/cloudwatch';
import { openTables } from '#lib/adapters/aws/dynamodb';
import { openTableItems } from '#lib/adapters/aws/dynamodb-items';
import { openTableKeeper, openTableRestorer } from '#lib/adapters/aws/dynamodb-keeping';
import { openFunctions, openMover, openPruner } from '#lib/adapters/aws/lambda';
import { openLambdaBudget } from '#lib/adapters/aws/lambda-budget';
import { openDeployer } from '#lib/adapters/aws/lambda-deployer';
import { openExportBucket } from '#lib/adapters/aws/s3-exports';
import { REAL_WAITING } from '#lib/adapters/aws/waiting';
import type { Cloud } from '#lib/core/cloud';
import type { Env } from '#lib/core/env';
import type { Functions } from '#lib/core/functions';

// The sandbox's own, which it has from the start.
const SANDBOX_EXPORTS = 's3://careervp-exports/tables';

export interface OpenCloud extends Cloud {
  /** The same functions for those who look again and again: they give way to changes. */
  watched: Functions;
  close(): void;
}

/** The cloud that the configuration names: AWS, or the sandbox that the start made and told the address of. */
export async function openCloud(env: Env): Promise<OpenCloud> {
  const reader = accountFor(env, 'read');
  const restorer = accountFor(env, 'restore');
  const lambda = openLambdaBudget(REAL_WAITING);
  const opened = {
    functions: await openFunctions(reader, REAL_WAITING, lambda.changes),
    watched: await openFunctions(accountFor(env, 'read', 'looks'), REAL_WAITING, lambda.looks),
    monitoring: await openMonitoring(reader),
    mover: await openMover(accountFor(env, 'move'), REAL_WAITING, lambda.changes),
    deployer: await openDeployer(accountFor(env, 'deploy'), REAL_WAITING, lambda.changes),
    pruner: await openPruner(accountFor(env, 'prune'), REAL_WAITING, lambda.looks),
    stacks: await openStacks(reader),
    stackMover: await openStackMover(accountFor(env, 'move')),
    tables: await openTables(reader),
    tableItems: await openTableItems(restorer),
    tableKeeper: await openTableKeeper(restorer),
    tableRestorer: await openTableRestorer(restorer),
  };
  const exports = env.CLOUD === 'sandbox' ? SANDBOX_EXPORTS : env.TABLE_EXPORT_S3;
  const exportBucket = exports === undefined ? null : await openExportBucket(restorer, exports);
  return {
    kind: env.CLOUD,
    region: reader.region,
    ...opened,
    exportBucket,
    close: () => {
      exportBucket?.close();
      for (const client of Object.values(opened)) client.close();
    },
  };
}
