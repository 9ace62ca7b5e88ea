import { openStacks } from '#lib/adapters/aws/cloudformation';
import { openStackMover } from '#lib/adapters/aws/cloudformation-mover';
import { openTables } from '#lib/adapters/aws/dynamodb';
import { openTableItems } from '#lib/adapters/aws/dynamodb-items';
import { openTableKeeper, openTableRestorer } from '#lib/adapters/aws/dynamodb-keeping';
import { openFunctions, openMover, openPruner } from '#lib/adapters/aws/lambda';
import { openDeployer } from '#lib/adapters/aws/lambda-deployer';
import { openExportBucket } from '#lib/adapters/aws/s3-exports';
import type { Cloud } from '#lib/core/cloud';
import type { FunctionPoint, Monitoring } from '#lib/core/monitoring';
import type { CloudSandbox } from '#lib/testing/cloud-sandbox';

/** A bucket that a test makes where it exports. */
const SANDBOX_EXPORTS = 's3://careervp-exports/tables';

/** The cloud port over a sandbox, without the pauses of its budget; metrics are those that the test gives. */
export async function sandboxCloud(
  { client }: Pick<CloudSandbox, 'client'>,
  pointsOf: (functionName: string, from: Date, to: Date) => Omit<FunctionPoint, 'at' | 'p95Ms'> = () => ({
    calls: null,
    errors: null,
  }),
): Promise<Cloud & { close(): void }> {
  const { endpoint, region, credentials } = client;
  const account = { endpoint, region, credentials };
  const waiting = { now: Date.now, random: () => 0, sleep: async () => undefined };
  const opened = {
    functions: await openFunctions(account, waiting),
    mover: await openMover(account, waiting),
    deployer: await openDeployer(account, waiting),
    pruner: await openPruner(account, waiting),
    stacks: await openStacks(account, waiting),
    stackMover: await openStackMover(account, waiting),
    tables: await openTables(account, waiting),
    tableItems: await openTableItems(account, waiting),
    tableKeeper: await openTableKeeper(account, waiting),
    tableRestorer: await openTableRestorer(account, waiting),
    exportBucket: await openExportBucket(account, SANDBOX_EXPORTS, waiting),
  };
  const monitoring: Monitoring = {
    alarms: async () => [],
    series: async ({ functionNames, from, to }) =>
      new Map(functionNames.map((name) => [name, [{ at: from, p95Ms: null, ...pointsOf(name, from, to) }]])),
  };
  const close = () => {
    for (const client of Object.values(opened)) client.close();
  };
  return { kind: 'sandbox', region, ...opened, monitoring, close };
}
