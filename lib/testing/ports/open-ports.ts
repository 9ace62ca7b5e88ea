import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import type { AwsAccount } from '#lib/adapters/aws/account';
import { openStacks } from '#lib/adapters/aws/cloudformation';
import { openStackMover } from '#lib/adapters/aws/cloudformation-mover';
import { openTables } from '#lib/adapters/aws/dynamodb';
import { openTableItems } from '#lib/adapters/aws/dynamodb-items';
import { openTableKeeper, openTableRestorer } from '#lib/adapters/aws/dynamodb-keeping';
import { openFunctions, openMover, openPruner } from '#lib/adapters/aws/lambda';
import { openExportBucket } from '#lib/adapters/aws/s3-exports';
import { NO_WAITING } from '#lib/testing/ports/no-waiting';

/** An account with keys, as a stand-in for AWS has. */
export type StandIn = Required<Omit<AwsAccount, 'role' | 'agent'>>;

export async function openFunctionPorts(account: StandIn) {
  const opened = {
    functions: await openFunctions(account, NO_WAITING),
    mover: await openMover(account, NO_WAITING),
    pruner: await openPruner(account, NO_WAITING),
  };
  return { ...opened, close: () => closeAll(opened) };
}

export async function openStackPorts(account: StandIn) {
  const opened = {
    stacks: await openStacks(account, NO_WAITING),
    mover: await openStackMover(account, NO_WAITING),
  };
  return { ...opened, close: () => closeAll(opened) };
}

/** With a bucket that they export to. */
export async function openTablePorts(account: StandIn) {
  const s3 = new S3Client({ ...account, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: 'exports' }));
  const opened = {
    tables: await openTables(account, NO_WAITING),
    items: await openTableItems(account, NO_WAITING),
    keeper: await openTableKeeper(account, NO_WAITING),
    restorer: await openTableRestorer(account, NO_WAITING),
    bucket: await openExportBucket(account, 's3://exports/tables', NO_WAITING),
  };
  return {
    ...opened,
    s3,
    close: () => {
      closeAll(opened);
      s3.destroy();
    },
  };
}

function closeAll(opened: Record<string, { close(): void }>): void {
  for (const one of Object.values(opened)) one.close();
}
