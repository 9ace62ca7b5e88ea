import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { beforeEach, describe, expect } from 'vitest';
import type {
  ExportBucket,
  TableItem,
  TableItems,
  TableKeeper,
  TableRestorer,
  Tables,
} from '#lib/core/tables';
import { done } from '#lib/testing/done';
import type { Check } from '#lib/testing/ports/check';
import { sandboxItems } from '#lib/testing/sandbox-table';

/** How long a backup and a restore take at most, where time has to be passed by hand. */
export const BACKUP_SECONDS = 5;
export const RESTORE_SECONDS = 60;

export interface DynamoDbWorld {
  tables: Tables;
  items: TableItems;
  keeper: TableKeeper;
  restorer: TableRestorer;
  bucket: ExportBucket;
  s3: S3Client;
  /** Makes a table like `createSandboxTable`. */
  make(name: string, items: Record<string, AttributeValue>[]): Promise<void>;
  /** Lets time pass. */
  pass(seconds: number): Promise<void>;
}

/** What holds of the ports to tables, whoever answers for AWS. */
export function describeDynamoDb(world: () => DynamoDbWorld, check: Check): void {
  let name = '';
  let made = 0;

  beforeEach(async () => {
    made += 1;
    name = `documents-${made}`;
    await world().make(name, sandboxItems(30));
  });

  async function backUp(backupName = 'by-hand'): Promise<string> {
    const arn = await done(world().keeper.createBackup(name, backupName));
    await world().pass(BACKUP_SECONDS);
    return arn;
  }

  async function scanned(table: string, segments: number): Promise<TableItem[]> {
    const found: TableItem[] = [];
    for (let segment = 0; segment < segments; segment += 1) {
      for await (const page of world().items.scan(table, { segment, segments })) found.push(...page);
    }
    return found;
  }

  describe('tables', () => {
    check('that are not there are told so', async () => {
      await expect(world().tables.table('nobody')).rejects.toMatchObject({ code: 'not_found' });
    });

    check('are told with what a restore must bring back, and what protects them', async () => {
      const { tables } = world();
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

    check('are read item by item once, in parts, and some by their keys', async () => {
      const all = await scanned(name, 4);
      expect(all).toHaveLength(30);
      expect(new Set(all.map(({ user }) => user?.S)).size).toBe(30);
      const keys = ['3', '7', '99'].map((number) => ({ user: { S: `u-${number}` }, number: { N: number } }));
      const picked = await world().items.pick(name, keys);
      expect(picked.map(({ text }) => text?.S).sort()).toEqual(['text 3', 'text 7']);
    });

    check('have their bytes written as base64', async () => {
      const bytes = { user: { S: 'b' }, number: { N: '1' }, raw: { B: new Uint8Array([1, 2, 255]) } };
      await world().make(`${name}-bytes`, [bytes]);
      const [item] = await scanned(`${name}-bytes`, 1);
      expect(item?.raw).toEqual({ B: 'AQL/' });
    });
  });

  describe('copies', () => {
    check('of any moment are kept once that is turned on', async () => {
      expect(await world().keeper.enableRecovery(name)).toMatchObject({ outcome: 'done' });
      const window = await world().tables.recovery(name);
      expect(window?.days).toBe(35);
      expect(window?.latest.getTime()).toBeGreaterThanOrEqual(window?.earliest.getTime() ?? Infinity);
    });

    check('are listed by their name and described with their content', async () => {
      const arn = await backUp('pre-deploy-1');
      expect(await world().tables.backups(name)).toMatchObject([
        { arn, name: 'pre-deploy-1', table: name, status: 'AVAILABLE', type: 'USER' },
      ]);
      const { arn: tableArn } = await world().tables.table(name);
      expect(await world().tables.backup(arn)).toMatchObject({ arn, table: name, tableArn, items: 30 });
    });

    check('of a table that is not there are refused', async () => {
      expect(await world().keeper.createBackup('nobody', 'by-hand')).toMatchObject({ outcome: 'refused' });
    });

    /** Asks for an export to S3, always with the same token; answers its ARN. */
    async function exportAll(): Promise<string> {
      const { arn } = await world().tables.table(name);
      const place = { bucket: 'exports', prefix: 'tables/', token: `all of ${name}` };
      return done(world().keeper.exportTable(arn, place));
    }

    check('in S3 take a while', async () => {
      await world().keeper.enableRecovery(name);
      await world().pass(600);
      const started = await world().tables.exported(await exportAll());
      expect(started).toMatchObject({ status: 'IN_PROGRESS', manifest: null });
    });

    check('in S3 are whole, and say where they are', async () => {
      await world().keeper.enableRecovery(name);
      await world().pass(600);
      const arn = await exportAll();
      await world().pass(BACKUP_SECONDS);
      const { status, items, manifest } = await world().tables.exported(arn);
      expect(status).toBe('COMPLETED');
      expect(items).toBe(30);
      expect(manifest ?? 'nowhere').toMatch(/^tables\/AWSDynamoDB\/.*manifest-summary\.json$/);
    });

    check('in S3 are one for a token', async () => {
      await world().keeper.enableRecovery(name);
      await world().pass(600);
      const arn = await exportAll();
      expect((await exportAll()) === arn).toBe(true);
    });

    check('of single items are objects below a prefix, which may be written again', async () => {
      const bytes = new TextEncoder().encode('{}');
      for (const _ of [1, 2]) {
        expect(await world().bucket.put('a/b.json', bytes, 'application/json')).toMatchObject({
          outcome: 'done',
        });
      }
      const found = await world().s3.send(
        new GetObjectCommand({ Bucket: 'exports', Key: 'tables/a/b.json' }),
      );
      expect(await found.Body?.transformToString()).toBe('{}');
    });
  });

  describe('a table', () => {
    check('is being made of a backup for a while', async () => {
      const arn = await backUp();
      await done(world().restorer.restoreBackup(arn, `${name}-restore`));
      const coming = await world().tables.table(`${name}-restore`);
      expect(coming).toMatchObject({ status: 'CREATING', origin: { backupArn: arn, isRunning: true } });
    });

    check('made of a backup is whole, says where it came from, and is made once', async () => {
      const arn = await backUp();
      const target = `${name}-restore`;
      await done(world().restorer.restoreBackup(arn, target));
      await world().pass(RESTORE_SECONDS);
      const { arn: sourceTableArn } = await world().tables.table(name);
      const origin = { sourceTableArn, backupArn: arn, isRunning: false };
      expect(await world().tables.table(target)).toMatchObject({ status: 'ACTIVE', origin });
      expect(await scanned(target, 2)).toHaveLength(30);
      expect(await world().restorer.restoreBackup(arn, target)).toMatchObject({ outcome: 'refused' });
    });

    /** Where its recovery reaches to. */
    async function newestMoment(): Promise<number> {
      await world().keeper.enableRecovery(name);
      await world().pass(3600);
      const { latest } = (await world().tables.recovery(name)) ?? {};
      return latest?.getTime() ?? Number.NaN;
    }

    check('is made of the newest moment', async () => {
      await newestMoment();
      await done(world().restorer.restoreMoment(name, `${name}-a`));
      expect((await world().tables.table(`${name}-a`)).origin).toMatchObject({ backupArn: null });
    });

    check('is made of another moment', async () => {
      const moment = new Date((await newestMoment()) - 60_000);
      await done(world().restorer.restoreMoment(name, `${name}-a`, moment));
      expect((await world().tables.table(`${name}-a`)).origin?.moment).toEqual(moment);
    });

    check('is not made of a moment that is to come', async () => {
      const moment = new Date((await newestMoment()) + 3_600_000);
      const late = await world().restorer.restoreMoment(name, `${name}-c`, moment);
      expect(late).toMatchObject({ outcome: 'refused' });
    });

    check('is given what a restore loses', async () => {
      const { restorer, tables } = world();
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
}
