import type { Backup, Table } from '#lib/sandbox/cloud/dynamodb/model';
import * as requests from '#lib/sandbox/cloud/dynamodb/requests';
import type { Tables } from '#lib/sandbox/cloud/dynamodb/tables';
import { parseInput } from '#lib/sandbox/cloud/frame/parse-input';
import { WireError } from '#lib/sandbox/cloud/frame/wire';

const DAY = 86_400_000;
/** The newest minutes can't be gone back to yet. */
const BEHIND_MS = 5 * 60_000;

type Operation = (tables: Tables, input: unknown) => unknown;

export const BACKUP_OPERATIONS: Record<string, Operation> = {
  CreateBackup: (tables, input) => ({ BackupDetails: detailsOf(tables, create(tables, input)) }),
  DescribeBackup: (tables, input) => ({ BackupDescription: describe(tables, existing(tables, input)) }),
  ListBackups: list,
  DeleteBackup: (tables, input) => {
    const backup = existing(tables, input);
    if (tables.world.now() < backup.readyAt) throw beingMade();
    tables.backups.delete(backup.arn);
    const described = describe(tables, backup);
    return {
      BackupDescription: {
        ...described,
        BackupDetails: { ...described.BackupDetails, BackupStatus: 'DELETED' },
      },
    };
  },
  DescribeContinuousBackups: (tables, input) =>
    continuous(tables, tables.get(parseInput(requests.OneTable, input).TableName)),
  UpdateContinuousBackups: updateContinuous,
};

const beingMade = () =>
  new WireError('BackupInUseException', 'The backup is being created, or is being used to restore a table.');

/** A backup by the ARN in the input; one of the system's is gone when its time is over. */
function existing(tables: Tables, input: unknown): Backup {
  const { BackupArn } = parseInput(requests.OneBackup, input);
  const backup = tables.backups.get(BackupArn);
  if (!backup || (backup.expiresAt ?? Infinity) <= tables.world.now()) {
    throw new WireError('BackupNotFoundException', `Backup not found: ${BackupArn}`);
  }
  return backup;
}

/** One that is there to be restored. */
export function available(tables: Tables, input: unknown): Backup {
  const backup = existing(tables, input);
  if (tables.world.now() < backup.readyAt) throw beingMade();
  return backup;
}

/** Names need not differ: only the ARN tells backups apart. */
function create(tables: Tables, input: unknown): Backup {
  const request = parseInput(requests.CreateBackup, input);
  const { world } = tables;
  const table = tables.find(request.TableName);
  if (table?.status !== 'ACTIVE') {
    throw new WireError('TableNotFoundException', `Table not found: ${request.TableName}`);
  }
  const id = `${String(world.now()).padStart(17, '0')}-${world.random.uuid().slice(0, 8)}`;
  const arn = `${tables.arnOf(table.name)}/backup/${id}`;
  return tables.backups.put(arn, {
    ...tables.snapshot(table),
    arn,
    name: request.BackupName,
    tableName: table.name,
    tableId: table.id,
    shape: table.shape,
    createdAt: world.now(),
    readyAt: world.now() + world.settings.backupMs,
    kind: 'USER',
  });
}

function detailsOf({ world }: Tables, backup: Backup) {
  return {
    BackupArn: backup.arn,
    BackupName: backup.name,
    BackupSizeBytes: backup.bytes,
    BackupStatus: world.now() < backup.readyAt ? 'CREATING' : 'AVAILABLE',
    BackupType: backup.kind,
    BackupCreationDateTime: backup.createdAt / 1000,
    ...(backup.expiresAt === undefined ? {} : { BackupExpiryDateTime: backup.expiresAt / 1000 }),
  };
}

function describe(tables: Tables, backup: Backup) {
  const { shape } = backup;
  return {
    BackupDetails: detailsOf(tables, backup),
    SourceTableDetails: {
      TableName: backup.tableName,
      TableId: backup.tableId,
      TableArn: tables.arnOf(backup.tableName),
      TableSizeBytes: backup.bytes,
      ItemCount: backup.items,
      KeySchema: shape.keySchema,
      TableCreationDateTime: backup.createdAt / 1000,
      ProvisionedThroughput: { ReadCapacityUnits: shape.readUnits, WriteCapacityUnits: shape.writeUnits },
      BillingMode: shape.billingMode,
    },
  };
}

function list(tables: Tables, input: unknown) {
  const request = parseInput(requests.ListBackups, input);
  const now = tables.world.now();
  const wanted = tables.backups
    .list()
    .filter(({ expiresAt = Infinity }) => expiresAt > now)
    .filter(({ tableName }) => request.TableName === undefined || tableName === request.TableName)
    .filter(({ kind }) => request.BackupType === 'ALL' || kind === request.BackupType)
    .filter(({ createdAt }) => createdAt >= (request.TimeRangeLowerBound ?? 0))
    .filter(({ createdAt }) => createdAt < (request.TimeRangeUpperBound ?? Infinity))
    .sort((a, b) => (a.arn < b.arn ? -1 : 1))
    .filter(({ arn }) => arn > (request.ExclusiveStartBackupArn ?? ''));
  const page = wanted.slice(0, request.Limit).map((backup) => ({
    ...detailsOf(tables, backup),
    TableName: backup.tableName,
    TableId: backup.tableId,
    TableArn: tables.arnOf(backup.tableName),
  }));
  const last = wanted.length > request.Limit ? { LastEvaluatedBackupArn: page.at(-1)?.BackupArn } : {};
  return { BackupSummaries: page, ...last };
}

/** From when to when a table can be taken back to, in epoch milliseconds; nothing when it can't. */
export function restorable(table: Table, now: number): { earliest: number; latest: number } | undefined {
  if (!table.recovery) return undefined;
  const { since, days } = table.recovery;
  return { earliest: Math.max(since, now - days * DAY), latest: Math.max(since, now - BEHIND_MS) };
}

function continuous({ world }: Tables, table: Table) {
  const window = restorable(table, world.now());
  return {
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: window
        ? {
            PointInTimeRecoveryStatus: 'ENABLED',
            RecoveryPeriodInDays: table.recovery?.days,
            EarliestRestorableDateTime: window.earliest / 1000,
            LatestRestorableDateTime: window.latest / 1000,
          }
        : { PointInTimeRecoveryStatus: 'DISABLED' },
    },
  };
}

/** Turning it off forgets the past; turning it on begins a new one. */
function updateContinuous(tables: Tables, input: unknown) {
  const request = parseInput(requests.UpdateContinuousBackups, input);
  const { PointInTimeRecoveryEnabled: isOn, RecoveryPeriodInDays: days } =
    request.PointInTimeRecoverySpecification;
  const { recovery, ...rest } = tables.active(request.TableName);
  if (!isOn) {
    tables.forgetChanges(rest.id);
    return continuous(tables, tables.put(rest));
  }
  const begun = recovery ?? { since: tables.world.now(), blob: tables.snapshot(rest).blob };
  return continuous(tables, tables.put({ ...rest, recovery: { ...begun, days } }));
}
