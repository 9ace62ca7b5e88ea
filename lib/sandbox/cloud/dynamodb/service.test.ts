import { once } from 'node:events';
import { gunzipSync } from 'node:zlib';
import {
  type AttributeValue,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  CreateBackupCommand,
  CreateTableCommand,
  DeleteBackupCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  DescribeBackupCommand,
  DescribeContinuousBackupsCommand,
  DescribeExportCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  ExportTableToPointInTimeCommand,
  GetItemCommand,
  ListBackupsCommand,
  ListTablesCommand,
  ListTagsOfResourceCommand,
  PutItemCommand,
  RestoreTableFromBackupCommand,
  RestoreTableToPointInTimeCommand,
  ScanCommand,
  TagResourceCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CloudSandbox, dynamoDbClient, startCloudSandbox } from '#lib/testing/cloud-sandbox';
import { refusal } from '#lib/testing/sandbox-function';
import { temporaryFolder } from '#lib/testing/store';

let sandbox: CloudSandbox;
let dynamo: DynamoDBClient;
let tests = 0;
let TableName = '';

beforeAll(async () => {
  sandbox = await startCloudSandbox({ settings: { backupMs: 5000, restoreMs: 60_000 } });
  dynamo = dynamoDbClient(sandbox);
});

afterAll(() => sandbox.stop());

async function createTable(name: string) {
  await dynamo.send(
    new CreateTableCommand({
      TableName: name,
      KeySchema: [
        { AttributeName: 'user', KeyType: 'HASH' },
        { AttributeName: 'number', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'user', AttributeType: 'S' },
        { AttributeName: 'number', AttributeType: 'N' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-number',
          KeySchema: [{ AttributeName: 'number', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  await sandbox.step(10);
}

beforeEach(async () => {
  tests += 1;
  TableName = `documents-${tests}`;
  await createTable(TableName);
});

const item = (user: string, number: number, text = ''): Record<string, AttributeValue> => ({
  user: { S: user },
  number: { N: String(number) },
  text: { S: text },
});
const put = (one: Record<string, AttributeValue>) =>
  dynamo.send(new PutItemCommand({ TableName, Item: one }));
const table = async (name = TableName) =>
  (await dynamo.send(new DescribeTableCommand({ TableName: name }))).Table;
async function everything(name = TableName, more: object = {}) {
  const items: Record<string, AttributeValue>[] = [];
  let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
  do {
    const page = await dynamo.send(
      new ScanCommand({ TableName: name, ...more, ...(ExclusiveStartKey ? { ExclusiveStartKey } : {}) }),
    );
    items.push(...(page.Items ?? []));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return items;
}
const names = (items: Record<string, AttributeValue>[]) =>
  items.map(({ user, number }) => `${user?.S}${number?.N}`).sort();
const backUp = async (BackupName = 'pre-deploy') =>
  (await dynamo.send(new CreateBackupCommand({ TableName, BackupName }))).BackupDetails?.BackupArn ?? '';
const recover = (PointInTimeRecoveryEnabled: boolean) =>
  dynamo.send(
    new UpdateContinuousBackupsCommand({
      TableName,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled },
    }),
  );
const window = async (name = TableName) =>
  (await dynamo.send(new DescribeContinuousBackupsCommand({ TableName: name }))).ContinuousBackupsDescription
    ?.PointInTimeRecoveryDescription;
const now = async () => Date.parse((await sandbox.control<{ now: string }>('GET /')).now);

describe('a table', () => {
  it('takes a while to be there, and counts its items about every six hours', async () => {
    await expect(createTable(TableName)).rejects.toEqual(refusal('ResourceInUseException', 400));
    await put(item('ana', 1));
    expect(await table()).toMatchObject({ TableStatus: 'ACTIVE', ItemCount: 0 });
    await sandbox.step(6 * 3600);
    expect(await table()).toMatchObject({ ItemCount: 1 });
    const { TableNames } = await dynamo.send(new ListTablesCommand({}));
    expect(TableNames).toContain(TableName);
  });

  it('has items by their key', async () => {
    await put(item('ana', 1, 'first'));
    await put(item('ana', 1, 'second'));
    const Key = { user: { S: 'ana' }, number: { N: '1' } };
    const found = await dynamo.send(new GetItemCommand({ TableName, Key }));
    expect(found.Item).toEqual(item('ana', 1, 'second'));
    await dynamo.send(new DeleteItemCommand({ TableName, Key }));
    expect((await dynamo.send(new GetItemCommand({ TableName, Key }))).Item).toBeUndefined();
  });

  it.each([
    ['without a key', { user: { S: 'ana' } }],
    ['with a key of another type', { user: { S: 'ana' }, number: { S: '1' } }],
    ['with an empty key', { user: { S: '' }, number: { N: '1' } }],
  ])('refuses an item %s', async (_, one) => {
    await expect(put(one)).rejects.toEqual(refusal('ValidationException', 400));
  });

  it('refuses conditions that it does not know, instead of passing over them', async () => {
    const conditional = new PutItemCommand({
      TableName,
      Item: item('ana', 1),
      ConditionExpression: 'attribute_not_exists(user)',
    });
    await expect(dynamo.send(conditional)).rejects.toEqual(refusal('ValidationException', 400));
  });

  it('is scanned by pages and by segments, each item once', async () => {
    const all = Array.from({ length: 40 }, (_, at) => item(`user-${at % 13}`, at));
    for (const start of [0, 20]) {
      const puts = all.slice(start, start + 20).map((Item) => ({ PutRequest: { Item } }));
      await dynamo.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: puts } }));
    }
    expect(names(await everything(TableName, { Limit: 7 }))).toEqual(names(all));
    const segments = [0, 1, 2].map((Segment) =>
      everything(TableName, { Segment, TotalSegments: 3, Limit: 5 }),
    );
    const parts = await Promise.all(segments);
    expect(names(parts.flat())).toEqual(names(all));
    expect(parts.every((part) => part.length > 0)).toBe(true);
    const { Responses } = await dynamo.send(
      new BatchGetItemCommand({
        RequestItems: { [TableName]: { Keys: [{ user: { S: 'user-3' }, number: { N: '3' } }] } },
      }),
    );
    expect(Responses?.[TableName]).toEqual([item('user-3', 3)]);
  });
});

describe('a backup', () => {
  it('takes a while, keeps what was there, and its name tells nothing apart', async () => {
    await put(item('ana', 1));
    const first = await backUp();
    await expect(dynamo.send(new DeleteBackupCommand({ BackupArn: first }))).rejects.toEqual(
      refusal('BackupInUseException', 400),
    );
    await expect(dynamo.send(new DeleteTableCommand({ TableName }))).rejects.toEqual(
      refusal('ResourceInUseException', 400),
    );
    await sandbox.step(5);
    const second = await backUp();
    expect(second).not.toBe(first);
    const { BackupSummaries = [] } = await dynamo.send(new ListBackupsCommand({ TableName }));
    expect(BackupSummaries.map(({ BackupName, BackupStatus }) => [BackupName, BackupStatus])).toEqual([
      ['pre-deploy', 'AVAILABLE'],
      ['pre-deploy', 'CREATING'],
    ]);
    await dynamo.send(new DeleteBackupCommand({ BackupArn: first }));
    await expect(dynamo.send(new DescribeBackupCommand({ BackupArn: first }))).rejects.toEqual(
      refusal('BackupNotFoundException', 400),
    );
  });

  it('of a name of two letters is refused', async () => {
    await expect(backUp('ab')).rejects.toEqual(refusal('ValidationException', 400));
  });

  it('is restored as a new table, in time, without what a restore loses', async () => {
    await put(item('ana', 1, 'before'));
    const ResourceArn = (await table())?.TableArn ?? '';
    await dynamo.send(new TagResourceCommand({ ResourceArn, Tags: [{ Key: 'team', Value: 'letters' }] }));
    await dynamo.send(
      new UpdateTimeToLiveCommand({
        TableName,
        TimeToLiveSpecification: { Enabled: true, AttributeName: 'expires' },
      }),
    );
    await dynamo.send(
      new UpdateTableCommand({
        TableName,
        DeletionProtectionEnabled: true,
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
      }),
    );
    await recover(true);
    const BackupArn = await backUp();
    await put(item('ana', 1, 'after'));
    await sandbox.step(5);
    const restored = `${TableName}-restore`;
    const restore = (TargetTableName: string) =>
      dynamo.send(new RestoreTableFromBackupCommand({ TargetTableName, BackupArn }));
    await expect(restore(TableName)).rejects.toEqual(refusal('TableAlreadyExistsException', 400));
    await restore(restored);
    expect(await table(restored)).toMatchObject({
      TableStatus: 'CREATING',
      RestoreSummary: { RestoreInProgress: true, SourceBackupArn: BackupArn },
    });
    await expect(everything(restored)).rejects.toEqual(refusal('ResourceNotFoundException', 400));
    await sandbox.step(60);
    const [source, target] = [await table(), await table(restored)];
    expect(target).toMatchObject({ TableStatus: 'ACTIVE', RestoreSummary: { RestoreInProgress: false } });
    expect(target?.KeySchema).toEqual(source?.KeySchema);
    expect(target?.AttributeDefinitions).toEqual(source?.AttributeDefinitions);
    expect(target?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName)).toEqual(['by-number']);
    expect(await everything(restored)).toEqual([item('ana', 1, 'before')]);
    expect(source).toMatchObject({ DeletionProtectionEnabled: true });
    expect(source?.LatestStreamArn).toBeDefined();
    expect(target).toMatchObject({ DeletionProtectionEnabled: false });
    expect(target?.LatestStreamArn).toBeUndefined();
    expect(await window(restored)).toMatchObject({ PointInTimeRecoveryStatus: 'DISABLED' });
    const ttl = await dynamo.send(new DescribeTimeToLiveCommand({ TableName: restored }));
    expect(ttl.TimeToLiveDescription?.TimeToLiveStatus).toBe('DISABLED');
    const tags = await dynamo.send(new ListTagsOfResourceCommand({ ResourceArn: target?.TableArn ?? '' }));
    expect(tags.Tags).toEqual([]);
  });

  it('is not made more often than fifty times a second, nor listed more than five', async () => {
    await sandbox.control('PATCH /settings', { controlPerSecond: 15 });
    await sandbox.step(1);
    const list = () => dynamo.send(new ListBackupsCommand({ TableName }));
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, list));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    await sandbox.control('PATCH /settings', { controlPerSecond: null });
  });
});

describe('recovery to a point in time', () => {
  const restoreTo = (RestoreDateTime: number | undefined, TargetTableName = `${TableName}-past`) =>
    dynamo.send(
      new RestoreTableToPointInTimeCommand({
        SourceTableName: TableName,
        TargetTableName,
        ...(RestoreDateTime === undefined
          ? { UseLatestRestorableTime: true }
          : { RestoreDateTime: new Date(RestoreDateTime) }),
      }),
    );

  it('brings back the items of that moment', async () => {
    await put(item('ana', 1, 'old'));
    await recover(true);
    await sandbox.step(600);
    await put(item('ana', 1, 'new'));
    await put(item('ben', 2));
    const moment = await now();
    await sandbox.step(60);
    await dynamo.send(new DeleteItemCommand({ TableName, Key: { user: { S: 'ana' }, number: { N: '1' } } }));
    await sandbox.step(600);
    await restoreTo(moment);
    await restoreTo(moment - 1000, `${TableName}-older`);
    await restoreTo(undefined, `${TableName}-latest`);
    await sandbox.step(60);
    expect(names(await everything(`${TableName}-past`))).toEqual(['ana1', 'ben2']);
    expect(await everything(`${TableName}-older`)).toEqual([item('ana', 1, 'old')]);
    expect(names(await everything(`${TableName}-latest`))).toEqual(['ben2']);
  });

  it('is not there while it is off, nor for a time outside its window', async () => {
    await expect(restoreTo(await now())).rejects.toEqual(
      refusal('PointInTimeRecoveryUnavailableException', 400),
    );
    await recover(true);
    const begun = await now();
    await sandbox.step(3600);
    expect((await window())?.LatestRestorableDateTime?.getTime()).toBe(begun + 3_300_000);
    for (const time of [begun - 1000, begun + 3_301_000]) {
      await expect(restoreTo(time)).rejects.toEqual(refusal('InvalidRestoreTimeException', 400));
    }
  });

  it('begins anew when it is turned off and on', async () => {
    await recover(true);
    await sandbox.step(3600);
    await recover(false);
    await recover(true);
    expect((await window())?.EarliestRestorableDateTime?.getTime()).toBe(await now());
  });

  it('leaves a backup of the system behind when the table is deleted', async () => {
    await recover(true);
    await dynamo.send(new DeleteTableCommand({ TableName }));
    await expect(table()).rejects.toEqual(refusal('ResourceNotFoundException', 400));
    const system = async () =>
      (await dynamo.send(new ListBackupsCommand({ TableName, BackupType: 'SYSTEM' }))).BackupSummaries ?? [];
    expect((await system()).map(({ BackupName }) => BackupName)).toEqual([`${TableName}$DeletedTableBackup`]);
  });

  it('is what exports are made from', async () => {
    const s3 = new S3Client(sandbox.client);
    const S3Bucket = `exports-${tests}`;
    await s3.send(new CreateBucketCommand({ Bucket: S3Bucket }));
    const TableArn = (await table())?.TableArn ?? '';
    const exported = () =>
      dynamo.send(new ExportTableToPointInTimeCommand({ TableArn, S3Bucket, S3Prefix: 'critical' }));
    await expect(exported()).rejects.toEqual(refusal('PointInTimeRecoveryUnavailableException', 400));
    await recover(true);
    await put(item('ana', 1));
    await sandbox.step(600);
    const ExportArn = (await exported()).ExportDescription?.ExportArn ?? '';
    const look = async () => (await dynamo.send(new DescribeExportCommand({ ExportArn }))).ExportDescription;
    expect(await look()).toMatchObject({ ExportStatus: 'IN_PROGRESS' });
    await sandbox.step(5);
    const done = await look();
    expect(done).toMatchObject({ ExportStatus: 'COMPLETED', ItemCount: 1 });
    const read = async (Key: string) =>
      Buffer.from(
        (await (
          await s3.send(new GetObjectCommand({ Bucket: S3Bucket, Key }))
        ).Body?.transformToByteArray()) ?? [],
      );
    const summary = JSON.parse((await read(done?.ExportManifest ?? '')).toString());
    const { dataFileS3Key } = JSON.parse((await read(summary.manifestFilesS3Key)).toString());
    expect(JSON.parse(gunzipSync(await read(dataFileS3Key)).toString())).toEqual({ Item: item('ana', 1) });
  });
});

it('has its items and their past after a kill', async () => {
  const place = await temporaryFolder();
  const before = sandbox;
  const other = await startCloudSandbox({ folder: place.folder });
  sandbox = other;
  dynamo = dynamoDbClient(other);
  await createTable(TableName);
  await recover(true);
  await sandbox.step(60);
  await put(item('ana', 1));
  const moment = await now();
  await sandbox.step(600);
  await put(item('ana', 2));
  const gone = once(other.process, 'close');
  other.process.kill('SIGKILL');
  await gone;
  sandbox = await startCloudSandbox({ folder: place.folder });
  dynamo = dynamoDbClient(sandbox);
  expect(names(await everything())).toEqual(['ana1', 'ana2']);
  await dynamo.send(
    new RestoreTableToPointInTimeCommand({
      SourceTableName: TableName,
      TargetTableName: 'past',
      RestoreDateTime: new Date(moment),
    }),
  );
  await sandbox.step(60);
  expect(names(await everything('past'))).toEqual(['ana1']);
  await sandbox.stop();
  await place.remove();
  sandbox = before;
  dynamo = dynamoDbClient(before);
  // Two processes are started one after the other.
}, 60_000);
