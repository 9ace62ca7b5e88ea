import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CloudSandbox, dynamoDbClient, startCloudSandbox } from '#lib/testing/cloud-sandbox';
import { BACKUP_SECONDS, describeDynamoDb, RESTORE_SECONDS } from '#lib/testing/ports/dynamodb-port';
import { openTablePorts } from '#lib/testing/ports/open-ports';
import { createSandboxTable } from '#lib/testing/sandbox-table';

let sandbox: CloudSandbox;
let dynamo: DynamoDBClient;
let opened: Awaited<ReturnType<typeof openTablePorts>>;

beforeAll(async () => {
  const settings = { backupMs: BACKUP_SECONDS * 1000, restoreMs: RESTORE_SECONDS * 1000 };
  sandbox = await startCloudSandbox({ settings });
  dynamo = dynamoDbClient(sandbox);
  const { endpoint, region, credentials } = sandbox.client;
  opened = await openTablePorts({ endpoint, region, credentials });
});

afterAll(async () => {
  opened.close();
  await sandbox.stop();
});

const make = (name: string, items: Record<string, AttributeValue>[] = []) =>
  createSandboxTable(sandbox, dynamo, name, items);

describe('on the sandbox', () => {
  describeDynamoDb(() => ({ ...opened, make, pass: sandbox.step }), it);
});

describe('when AWS is not well', () => {
  let name = '';
  let made = 0;

  beforeEach(async () => {
    made += 1;
    name = `users-${made}`;
    await make(name);
  });

  it('goes on reading when it is throttled', async () => {
    await sandbox.misbehave({ operation: 'ListTables', fault: 'throttle', times: 3 });
    expect(await opened.tables.list()).toContain(name);
  });

  it.each([
    ['lost before it arrived', { fault: 'reset' }, 0],
    ['lost after it was made', { fault: 'lose-answer' }, 1],
  ])('does not know of a backup whose answer was %s, and asks once', async (_, fault, backups) => {
    await sandbox.misbehave({ operation: 'CreateBackup', ...fault });
    expect(await opened.keeper.createBackup(name, 'lost')).toMatchObject({ outcome: 'unknown' });
    expect(await opened.tables.backups(name)).toHaveLength(backups);
  });
});
