import type {
  BackupSummary,
  GlobalSecondaryIndexDescription,
  KeySchemaElement,
  LocalSecondaryIndexDescription,
  TableDescription,
} from '@aws-sdk/client-dynamodb';
import type { KeyPart, Table, TableBackup, TableIndex, TableShape } from '#lib/core/tables';

const NEVER = 0;

/** A table as the port tells of it. */
export function tableOf(found: TableDescription): Table {
  const stream = found.StreamSpecification;
  return {
    name: found.TableName ?? '',
    arn: found.TableArn ?? '',
    id: found.TableId ?? '',
    status: found.TableStatus ?? 'UNKNOWN',
    createdAt: found.CreationDateTime ?? new Date(NEVER),
    shape: shapeOf(found),
    countedItems: found.ItemCount ?? 0,
    countedBytes: found.TableSizeBytes ?? 0,
    isProtected: found.DeletionProtectionEnabled ?? false,
    stream: stream?.StreamEnabled ? (stream.StreamViewType ?? null) : null,
    origin: originOf(found),
  };
}

function shapeOf(found: TableDescription): TableShape {
  return {
    key: keyOf(found.KeySchema),
    attributes: (found.AttributeDefinitions ?? [])
      .map(({ AttributeName = '', AttributeType = '' }) => ({ name: AttributeName, type: AttributeType }))
      .sort(byName),
    globalIndexes: (found.GlobalSecondaryIndexes ?? []).map(indexOf).sort(byName),
    localIndexes: (found.LocalSecondaryIndexes ?? []).map(indexOf).sort(byName),
    // Tables that were never on demand have no summary.
    billingMode: found.BillingModeSummary?.BillingMode ?? 'PROVISIONED',
  };
}

/** The partition key first. */
export function keyOf(schema: KeySchemaElement[] | undefined): KeyPart[] {
  return (schema ?? [])
    .map(
      ({ AttributeName, KeyType }): KeyPart => ({
        attribute: AttributeName ?? '',
        role: KeyType === 'RANGE' ? 'RANGE' : 'HASH',
      }),
    )
    .sort((a, b) => (a.role < b.role ? -1 : 1));
}

function indexOf(found: GlobalSecondaryIndexDescription | LocalSecondaryIndexDescription): TableIndex {
  return {
    name: found.IndexName ?? '',
    key: keyOf(found.KeySchema),
    projection: found.Projection?.ProjectionType ?? 'ALL',
    included: [...(found.Projection?.NonKeyAttributes ?? [])].sort(),
  };
}

function originOf({ RestoreSummary: summary }: TableDescription): Table['origin'] {
  if (!summary) return null;
  return {
    sourceTableArn: summary.SourceTableArn ?? '',
    backupArn: summary.SourceBackupArn ?? null,
    moment: summary.RestoreDateTime ?? new Date(NEVER),
    isRunning: summary.RestoreInProgress ?? false,
  };
}

/** A backup as the port tells of it, from a list or by itself. */
export function backupOf(found: BackupSummary): TableBackup {
  return {
    arn: found.BackupArn ?? '',
    name: found.BackupName ?? '',
    table: found.TableName ?? '',
    status: found.BackupStatus ?? 'UNKNOWN',
    type: found.BackupType ?? 'UNKNOWN',
    createdAt: found.BackupCreationDateTime ?? new Date(NEVER),
    bytes: found.BackupSizeBytes ?? 0,
    expiresAt: found.BackupExpiryDateTime ?? null,
  };
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1;
}
