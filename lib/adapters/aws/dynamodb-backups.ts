import type { ContinuousBackupsDescription } from '@aws-sdk/client-dynamodb';
import type { Asking } from '#lib/adapters/aws/dynamodb-asking';
import { backupOf, keyOf } from '#lib/adapters/aws/dynamodb-shape';
import { everyPage } from '#lib/adapters/aws/reading';
import type { RecoveryWindow, Tables } from '#lib/core/tables';

const DEFAULT_DAYS = 35;

/** What can be gone back to: points in time, backups and exports. */
export function backupReads(
  asking: Asking,
  listing: Asking,
): Pick<Tables, 'recovery' | 'backups' | 'backup' | 'exported'> {
  const { sdk } = asking;
  return {
    async recovery(TableName, asker) {
      const deed = `describe the recovery of ${TableName}`;
      const { ContinuousBackupsDescription: found } = await asking.once(deed, asker, (client, options) =>
        client.send(new sdk.DescribeContinuousBackupsCommand({ TableName }), options),
      );
      return windowOf(found);
    },
    async backups(TableName, asker) {
      const page = (ExclusiveStartBackupArn: string | undefined) =>
        listing.once('list the backups', asker, (client, options) => {
          const input = { TableName, ExclusiveStartBackupArn, BackupType: 'ALL' } as const;
          return client.send(new sdk.ListBackupsCommand(input), options);
        });
      const all = await everyPage(page, (one) => ({
        items: one.BackupSummaries,
        next: one.LastEvaluatedBackupArn,
      }));
      return all.map(backupOf).sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
    },
    async backup(BackupArn, asker) {
      const { BackupDescription: found } = await asking.once('describe a backup', asker, (client, options) =>
        client.send(new sdk.DescribeBackupCommand({ BackupArn }), options),
      );
      const source = found?.SourceTableDetails;
      return {
        ...backupOf({ ...found?.BackupDetails, TableName: source?.TableName }),
        tableArn: source?.TableArn ?? '',
        key: keyOf(source?.KeySchema),
        items: source?.ItemCount ?? 0,
      };
    },
    async exported(ExportArn, asker) {
      const { ExportDescription: found } = await asking.once('describe an export', asker, (client, options) =>
        client.send(new sdk.DescribeExportCommand({ ExportArn }), options),
      );
      return {
        status: found?.ExportStatus ?? 'UNKNOWN',
        items: found?.ItemCount ?? null,
        manifest: found?.ExportManifest ?? null,
        why: found?.FailureMessage ?? null,
      };
    },
  };
}

function windowOf(found: ContinuousBackupsDescription | undefined): RecoveryWindow | null {
  const recovery = found?.PointInTimeRecoveryDescription;
  const { EarliestRestorableDateTime: earliest, LatestRestorableDateTime: latest } = recovery ?? {};
  if (recovery?.PointInTimeRecoveryStatus !== 'ENABLED' || !earliest || !latest) return null;
  return { days: recovery.RecoveryPeriodInDays ?? DEFAULT_DAYS, earliest, latest };
}
