import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTables } from '#lib/adapters/aws/dynamodb';
import { openTableItems } from '#lib/adapters/aws/dynamodb-items';
import { openTableKeeper, openTableRestorer } from '#lib/adapters/aws/dynamodb-keeping';
import { openExportBucket } from '#lib/adapters/aws/s3-exports';
import type { Act } from '#lib/core/functions';
import type { TableItem } from '#lib/core/tables';
import { type CloudSandbox, dynamoDbClient, startCloudSandbox } from '#lib/testing/cloud-sandbox';
import { createSandboxTable, sandboxItems } from '#lib/testing/sandbox-table';

const BACKUP_SECONDS = 5;
const RESTORE_SECONDS = 60;
// The budget's pauses would only slow the tests down.
const waiting = { now: Date.now, random: () => 0, sleep: async () => undefined };

let sandbox: CloudSandbox;
let dynamo: DynamoDBClient;
let s3: S3Client;
let opened: Awaited<ReturnType<typeof open>>;
let name = '';
let made = 0;

async function open() {
  const { endpoint, region, credentials } = sandbox.client;
  const account = { endpoint, region, credentials };
  return {
    tables: await openTables(account, waiting),
    items: await openTableItems(account, waiting),
    keeper: await openTableKeeper(account, waiting),
    restorer: await openTableRestorer(account, waiting),
    bucket: await openExportBucket(account, 's3://exports/tables', waiting),
  };
}

beforeAll(async () => {
  const settings = { backupMs: BACKUP_SECONDS * 1000, restoreMs: RESTORE_SECONDS * 1000 };
  sandbox = await startCloudSandbox({ settings });
  dynamo = dynamoDbClient(sandbox);
  s3 = new S3Client({ ...sandbox.client, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: 'exports' }));
  opened = await open();
});

afterAll(async () => {
  for (const one of Object.values(opened)) one.close();
  s3.destroy();
  await sandbox.stop();
});

beforeEach(async () => {
  made += 1;
  name = `documents-${made}`;
  await createSandboxTable(sandbox, dynamo, name, sandboxItems(30));
});

function answerOf<T>(act: Act<T>): T {
  if (act.outcome !== 'done') throw new Error(act.why);
  return act.value;
}

async function backUp(backupName = 'by-hand'): Promise<string> {
  const arn = answerOf(await opened.keeper.createBackup(name, backupName));
  await sandbox.step(BACKUP_SECONDS);
  return arn;
}

async function scanned(table: string, segments: number): Promise<TableItem[]> {
  const found: TableItem[] = [];
  for (let segment = 0; segment < segments; segment += 1) {
    for await (const page of opened.items.scan(table, { segment, segments })) found.push(...page);
  }
  return found;
}

describe('reading tables', () => {
  it('tells what a restore must bring back, and what protects them', async () => {
    const { tables } = opened;
    expect(await tables.list()).toContain(name);
    const table = await tables.table(name);
    expect(table).toMatchObject({ name, status: 'ACTIVE', isProtected: false, stream: null, origin: null });
    expect(table.shape).toEqual({
      key: [
        { attribute: 'user', role: 'HASH' },
        { attribute: 'number', role: 'RANGE' },
      ],
      attributes: [
        { name: 'number', type: 'N' },
        { name: 'user', type: 'S' },
      ],
      globalIndexes: [
        {
          name: 'by-number',
          key: [{ attribute: 'number', role: 'HASH' }],
          projection: 'INCLUDE',
          included: ['plan', 'text'],
        },
      ],
      localIndexes: [],
      billingMode: 'PAY_PER_REQUEST',
    });
    expect(await tables.tags(table.arn)).toEqual({ application: 'careervp' });
    expect(await tables.timeToLive(name)).toBeNull();
    expect(await tables.recovery(name)).toBeNull();
    expect(await tables.backups(name)).toEqual([]);
  });

  it('says so when there is none of that name, and goes on when it is throttled', async () => {
    await expect(opened.tables.table('nobody')).rejects.toMatchObject({ code: 'not_found' });
    await sandbox.misbehave({ operation: 'ListTables', fault: 'throttle', times: 3 });
    expect(await opened.tables.list()).toContain(name);
  });

  it('reads every item once, in parts, and picks some by their keys', async () => {
    const all = await scanned(name, 4);
    expect(all).toHaveLength(30);
    expect(new Set(all.map(({ user }) => user?.S)).size).toBe(30);
    const keys = ['3', '7', '99'].map((number) => ({ user: { S: `u-${number}` }, number: { N: number } }));
    const picked = await opened.items.pick(name, keys);
    expect(picked.map(({ text }) => text?.S).sort()).toEqual(['text 3', 'text 7']);
  });

  it('writes bytes as base64, and takes them so in keys', async () => {
    const bytes = { user: { S: 'b' }, number: { N: '1' }, raw: { B: new Uint8Array([1, 2, 255]) } };
    await createSandboxTable(sandbox, dynamo, `${name}-bytes`, [bytes]);
    const [item] = await scanned(`${name}-bytes`, 1);
    expect(item?.raw).toEqual({ B: 'AQL/' });
  });
});

describe('keeping copies', () => {
  it('turns point-in-time recovery on', async () => {
    expect(await opened.keeper.enableRecovery(name)).toMatchObject({ outcome: 'done' });
    const window = await opened.tables.recovery(name);
    expect(window?.days).toBe(35);
    expect(window?.latest.getTime()).toBeGreaterThanOrEqual(window?.earliest.getTime() ?? Infinity);
  });

  it('makes a backup that is listed by its name and described with its content', async () => {
    const arn = await backUp('pre-deploy-1');
    expect(await opened.tables.backups(name)).toMatchObject([
      { arn, name: 'pre-deploy-1', table: name, status: 'AVAILABLE', type: 'USER' },
    ]);
    const { arn: tableArn } = await opened.tables.table(name);
    expect(await opened.tables.backup(arn)).toMatchObject({ arn, table: name, tableArn, items: 30 });
  });

  it.each([
    ['lost before it arrived', { fault: 'reset' }, 0],
    ['lost after it was made', { fault: 'lose-answer' }, 1],
  ])('does not know of a backup whose answer was %s, and asks once', async (_, fault, backups) => {
    await sandbox.misbehave({ operation: 'CreateBackup', ...fault });
    expect(await opened.keeper.createBackup(name, 'lost')).toMatchObject({ outcome: 'unknown' });
    expect(await opened.tables.backups(name)).toHaveLength(backups);
  });

  it('is refused for a table that is not there', async () => {
    expect(await opened.keeper.createBackup('nobody', 'by-hand')).toMatchObject({ outcome: 'refused' });
  });

  it('exports a table whole, once for a token', async () => {
    const { arn } = await opened.tables.table(name);
    await opened.keeper.enableRecovery(name);
    await sandbox.step(600);
    const place = { bucket: 'exports', prefix: 'tables/', token: 'a-token' };
    const first = answerOf(await opened.keeper.exportTable(arn, place));
    expect(await opened.tables.exported(first)).toMatchObject({ status: 'IN_PROGRESS', manifest: null });
    expect(answerOf(await opened.keeper.exportTable(arn, place))).toBe(first);
    await sandbox.step(BACKUP_SECONDS);
    const done = await opened.tables.exported(first);
    expect(done).toMatchObject({ status: 'COMPLETED', items: 30 });
    expect(done.manifest).toMatch(/^tables\/AWSDynamoDB\/.*manifest-summary\.json$/);
  });

  it('writes objects below its prefix, and the same ones again', async () => {
    const bytes = new TextEncoder().encode('{}');
    for (const _ of [1, 2]) {
      expect(await opened.bucket.put('a/b.json', bytes, 'application/json')).toMatchObject({
        outcome: 'done',
      });
    }
    const found = await s3.send(new GetObjectCommand({ Bucket: 'exports', Key: 'tables/a/b.json' }));
    expect(await found.Body?.transformToString()).toBe('{}');
  });
});

describe('restoring', () => {
  it('makes a table out of a backup, which says where it came from', async () => {
    const arn = await backUp();
    const target = `${name}-restore`;
    expect(await opened.restorer.restoreBackup(arn, target)).toMatchObject({ outcome: 'done' });
    const coming = await opened.tables.table(target);
    expect(coming).toMatchObject({ status: 'CREATING', origin: { backupArn: arn, isRunning: true } });
    await sandbox.step(RESTORE_SECONDS);
    const restored = await opened.tables.table(target);
    const { arn: sourceTableArn } = await opened.tables.table(name);
    expect(restored).toMatchObject({ status: 'ACTIVE', origin: { sourceTableArn, isRunning: false } });
    expect(await scanned(target, 2)).toHaveLength(30);
    expect(await opened.restorer.restoreBackup(arn, target)).toMatchObject({ outcome: 'refused' });
  });

  it('makes one out of a point in time, the newest or another', async () => {
    await opened.keeper.enableRecovery(name);
    await sandbox.step(3600);
    const window = await opened.tables.recovery(name);
    const moment = new Date((window?.latest.getTime() ?? 0) - 60_000);
    expect(await opened.restorer.restoreMoment(name, `${name}-a`, moment)).toMatchObject({ outcome: 'done' });
    expect((await opened.tables.table(`${name}-a`)).origin).toMatchObject({ backupArn: null, moment });
    expect(await opened.restorer.restoreMoment(name, `${name}-b`)).toMatchObject({ outcome: 'done' });
    const tooLate = new Date((window?.latest.getTime() ?? 0) + 3_600_000);
    const late = await opened.restorer.restoreMoment(name, `${name}-c`, tooLate);
    expect(late).toMatchObject({ outcome: 'refused' });
  });

  it('gives a table what a restore loses', async () => {
    const { restorer, tables } = opened;
    const { arn } = await tables.table(name);
    await restorer.tag(arn, { owner: 'ana' });
    await restorer.setTimeToLive(name, 'expiresAt');
    await restorer.setStream(name, 'NEW_IMAGE');
    await restorer.protect(name);
    await restorer.enableRecovery(name, 7);
    expect(await tables.tags(arn)).toEqual({ application: 'careervp', owner: 'ana' });
    expect(await tables.timeToLive(name)).toBe('expiresAt');
    expect(await tables.table(name)).toMatchObject({ stream: 'NEW_IMAGE', isProtected: true });
    expect((await tables.recovery(name))?.days).toBe(7);
  });
});
