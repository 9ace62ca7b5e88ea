import type { Table } from '#lib/sandbox/cloud/dynamodb/model';
import type { Tables } from '#lib/sandbox/cloud/dynamodb/tables';

/** A table as DynamoDB tells of it. */
export function describeTable(tables: Tables, table: Table) {
  const { shape, restore, stream } = table;
  const TableArn = tables.arnOf(table.name);
  return {
    TableName: table.name,
    TableId: table.id,
    TableArn,
    TableStatus: table.status,
    CreationDateTime: table.createdAt / 1000,
    KeySchema: shape.keySchema,
    AttributeDefinitions: shape.attributeDefinitions,
    ItemCount: table.counted.items,
    TableSizeBytes: table.counted.bytes,
    BillingModeSummary: { BillingMode: shape.billingMode },
    ProvisionedThroughput: {
      NumberOfDecreasesToday: 0,
      ReadCapacityUnits: shape.readUnits,
      WriteCapacityUnits: shape.writeUnits,
    },
    DeletionProtectionEnabled: table.isProtected,
    ...indexes('GlobalSecondaryIndexes', shape.globalIndexes, table, TableArn),
    ...indexes('LocalSecondaryIndexes', shape.localIndexes, table, TableArn),
    ...(stream
      ? {
          StreamSpecification: { StreamEnabled: true, StreamViewType: stream.view },
          LatestStreamLabel: stream.label,
          LatestStreamArn: `${TableArn}/stream/${stream.label}`,
        }
      : {}),
    ...(restore
      ? {
          RestoreSummary: {
            SourceTableArn: restore.sourceTableArn,
            ...(restore.sourceBackupArn ? { SourceBackupArn: restore.sourceBackupArn } : {}),
            RestoreDateTime: restore.at / 1000,
            RestoreInProgress: table.status === 'CREATING',
          },
        }
      : {}),
  };
}

function indexes(name: string, all: Record<string, unknown>[], { status }: Table, arn: string) {
  if (all.length === 0) return {};
  const described = all.map((index) => ({
    ...index,
    IndexArn: `${arn}/index/${index.IndexName}`,
    ...(name === 'GlobalSecondaryIndexes' ? { IndexStatus: status } : {}),
  }));
  return { [name]: described };
}
