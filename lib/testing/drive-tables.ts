import type { Cloud } from '#lib/core/cloud';
import type { CloudSandbox } from '#lib/testing/cloud-sandbox';
import { done } from '#lib/testing/done';

const TABLE = 'careervp-prod-users';
const RESTORED = `${TABLE}-restore`;
const WAIT_SECONDS = 2;

/** Copies the tables, takes one back, and reads all that there is to read of them. */
export async function driveTables(cloud: Cloud, sandbox: CloudSandbox): Promise<void> {
  const { tables, tableItems, tableKeeper, tableRestorer } = cloud;
  const { arn } = await tables.table(TABLE);
  await done(tableKeeper.enableRecovery(TABLE));
  const backup = await done(tableKeeper.createBackup(TABLE, 'by-hand'));
  await sandbox.step(WAIT_SECONDS);
  await done(tableRestorer.restoreBackup(backup, RESTORED));
  await done(tableRestorer.restoreMoment('careervp-prod-documents', 'careervp-prod-documents-restore'));
  await sandbox.step(WAIT_SECONDS);
  const restored = await tables.table(RESTORED);
  await giveBack(cloud, restored.arn);
  await readAll(cloud, { arn, backup });
  for await (const items of tableItems.scan(TABLE, { segment: 0, segments: 1 })) {
    await tableItems.pick(
      RESTORED,
      items.flatMap(({ userId }) => (userId ? [{ userId }] : [])),
    );
  }
}

/** What a restore loses. */
async function giveBack({ tableRestorer }: Cloud, arn: string): Promise<void> {
  await done(tableRestorer.tag(arn, { application: 'careervp' }));
  await done(tableRestorer.setTimeToLive(RESTORED, 'expiresAt'));
  await done(tableRestorer.setStream(RESTORED, 'NEW_IMAGE'));
  await done(tableRestorer.protect(RESTORED));
  await done(tableRestorer.enableRecovery(RESTORED, 7));
}

async function readAll(cloud: Cloud, { arn, backup }: { arn: string; backup: string }): Promise<void> {
  const { tables, tableKeeper, exportBucket } = cloud;
  await tables.list();
  await tables.tags(arn);
  await tables.timeToLive(TABLE);
  await tables.recovery(TABLE);
  await tables.backups();
  await tables.backup(backup);
  const { bucket = '', prefix = '' } = exportBucket ?? {};
  const place = { bucket, prefix, token: 'a-token' };
  await tables.exported(await done(tableKeeper.exportTable(arn, place)));
  const bytes = new TextEncoder().encode('{}');
  await (exportBucket && done(exportBucket.put('users.json', bytes, 'application/json')));
}
