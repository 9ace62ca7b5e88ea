import { type AwsAccount, clientSettings } from '#lib/adapters/aws/account';
import { Acting } from '#lib/adapters/aws/acting';
import type { DynamoSdk } from '#lib/adapters/aws/dynamodb-asking';
import { REAL_WAITING, type Waiting } from '#lib/adapters/aws/waiting';
import type { Act } from '#lib/core/functions';
import type { TableKeeper, TableRestorer } from '#lib/core/tables';

type Answered = { $metadata: { requestId?: string | undefined } };
type Client = InstanceType<DynamoSdk['DynamoDBClient']>;

const DEFAULT_DAYS = 35;

/** Makes calls that change something, and takes out of each answer what the port tells. */
class Deeds {
  private readonly acting: Acting;

  constructor(
    readonly sdk: DynamoSdk,
    private readonly client: Client,
    waiting: Waiting,
  ) {
    this.acting = new Acting('DynamoDB', waiting);
  }

  once<A extends Answered, T>(
    deed: string,
    send: (client: Client, options: { abortSignal: AbortSignal }) => Promise<A>,
    read: (answer: A) => T,
  ): Promise<Act<T>> {
    return this.acting.once(deed, undefined, async (abortSignal) => {
      const answer = await send(this.client, { abortSignal });
      return { value: read(answer), awsRequestId: answer.$metadata.requestId ?? null };
    });
  }

  enableRecovery(TableName: string, days: number): Promise<Act<null>> {
    const command = new this.sdk.UpdateContinuousBackupsCommand({
      TableName,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: days },
    });
    const deed = `enable point-in-time recovery of ${TableName}`;
    return this.once(deed, (client, options) => client.send(command, options), nothing);
  }
}

const nothing = () => null;

async function openDeeds(account: AwsAccount, waiting: Waiting) {
  const sdk = await import('@aws-sdk/client-dynamodb');
  const client = new sdk.DynamoDBClient(clientSettings(account));
  return { sdk, deeds: new Deeds(sdk, client, waiting), close: () => client.destroy() };
}

/** Makes copies of tables, and changes nothing else. */
export async function openTableKeeper(
  account: AwsAccount,
  waiting: Waiting = REAL_WAITING,
): Promise<TableKeeper & { close(): void }> {
  const { sdk, deeds, close } = await openDeeds(account, waiting);
  return {
    enableRecovery: (table, days = DEFAULT_DAYS) => deeds.enableRecovery(table, days),
    createBackup(TableName, BackupName) {
      const command = new sdk.CreateBackupCommand({ TableName, BackupName });
      return deeds.once(
        `back up ${TableName}`,
        (client, options) => client.send(command, options),
        (answer) => answer.BackupDetails?.BackupArn ?? '',
      );
    },
    exportTable(TableArn, { bucket, prefix, token }) {
      const command = new sdk.ExportTableToPointInTimeCommand({
        TableArn,
        S3Bucket: bucket,
        S3Prefix: prefix,
        ClientToken: token,
        ExportFormat: 'DYNAMODB_JSON',
      });
      return deeds.once(
        `export ${TableArn}`,
        (client, options) => client.send(command, options),
        (answer) => answer.ExportDescription?.ExportArn ?? '',
      );
    },
    close,
  };
}

/** Makes tables out of copies, and gives them what a restore loses. */
export async function openTableRestorer(
  account: AwsAccount,
  waiting: Waiting = REAL_WAITING,
): Promise<TableRestorer & { close(): void }> {
  const { sdk, deeds, close } = await openDeeds(account, waiting);
  const update = (TableName: string, deed: string, input: object) => {
    const command = new sdk.UpdateTableCommand({ TableName, ...input });
    return deeds.once(deed, (client, options) => client.send(command, options), nothing);
  };
  return {
    restoreBackup(BackupArn, TargetTableName) {
      const command = new sdk.RestoreTableFromBackupCommand({ BackupArn, TargetTableName });
      const deed = `restore ${TargetTableName}`;
      return deeds.once(deed, (client, options) => client.send(command, options), nothing);
    },
    restoreMoment(SourceTableName, TargetTableName, moment) {
      const command = new sdk.RestoreTableToPointInTimeCommand({
        SourceTableName,
        TargetTableName,
        ...(moment ? { RestoreDateTime: moment } : { UseLatestRestorableTime: true }),
      });
      const deed = `restore ${TargetTableName}`;
      return deeds.once(deed, (client, options) => client.send(command, options), nothing);
    },
    tag(ResourceArn, tags) {
      const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
      const command = new sdk.TagResourceCommand({ ResourceArn, Tags });
      return deeds.once('tag a table', (client, options) => client.send(command, options), nothing);
    },
    setTimeToLive(TableName, AttributeName) {
      const TimeToLiveSpecification = { Enabled: true, AttributeName };
      const command = new sdk.UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification });
      const deed = `set the time to live of ${TableName}`;
      return deeds.once(deed, (client, options) => client.send(command, options), nothing);
    },
    setStream: (table, StreamViewType) =>
      update(table, `stream ${table}`, { StreamSpecification: { StreamEnabled: true, StreamViewType } }),
    protect: (table) => update(table, `protect ${table}`, { DeletionProtectionEnabled: true }),
    enableRecovery: (table, days) => deeds.enableRecovery(table, days),
    close,
  };
}
