import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Ctx } from '#lib/core/ctx';
import { type CloudSandbox, startCloudSandbox } from '#lib/testing/cloud-sandbox';
import { TEST_NOW, testCtx } from '#lib/testing/ctx';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { instantPace } from '#lib/testing/instant-pace';
import { sandboxCloud } from '#lib/testing/sandbox-cloud';

export interface TableWorld {
  sandbox: CloudSandbox;
  dynamo: DynamoDBClient;
  database: TestDatabase;
  cloud: Awaited<ReturnType<typeof sandboxCloud>>;
  ctx: Ctx;
  /** The text of an object by its `s3://` address. */
  objectAt(address: string): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** The sandbox's tables and a database, under one clock: a pause of the product is as long there, and takes no time. */
export async function tableWorld(): Promise<TableWorld> {
  const settings = { backupMs: 5_000, restoreMs: 60_000 };
  const sandbox = await startCloudSandbox({ at: TEST_NOW.toISOString(), settings });
  const s3 = new S3Client({ ...sandbox.client, forcePathStyle: true });
  const [cloud, database] = [await sandboxCloud(sandbox), await testDatabase()];
  await s3.send(new CreateBucketCommand({ Bucket: cloud.exportBucket?.bucket }));
  const pace = instantPace(TEST_NOW, (milliseconds) => sandbox.step(milliseconds / 1000));
  const ctx = testCtx({ db: database.db, cloud, pace, newId: () => crypto.randomUUID() });
  return {
    sandbox,
    // On a busy machine an idle connection may end just when it is used.
    dynamo: new DynamoDBClient({ ...sandbox.client, maxAttempts: 3 }),
    database,
    cloud,
    ctx,
    objectAt: async (address) => {
      const { host: Bucket, pathname } = new URL(address);
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: pathname.slice(1) }));
      return (await Body?.transformToByteArray()) ?? new Uint8Array();
    },
    close: async () => {
      s3.destroy();
      cloud.close();
      await database.close();
      await sandbox.stop();
    },
  };
}
