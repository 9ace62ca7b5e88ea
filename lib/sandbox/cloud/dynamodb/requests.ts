import { z } from 'zod';

const tableName = z.string().regex(/^[a-zA-Z0-9_.-]{3,255}$/);
/** A table may be named by its ARN, too. */
const tableRef = z.string().transform((text) => text.replace(/^arn:aws:dynamodb:[^:]+:\d+:table\//, ''));
const time = z.number().transform((seconds) => Math.round(seconds * 1000));
const Item = z.record(z.string(), z.record(z.string(), z.unknown()));
const strict = <T extends z.ZodRawShape>(shape: T) => z.strictObject(shape);

export const CreateTable = z.object({
  TableName: tableName,
  KeySchema: z
    .array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }))
    .min(1)
    .max(2),
  AttributeDefinitions: z.array(
    z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
  ),
  GlobalSecondaryIndexes: z.array(z.record(z.string(), z.unknown())).default([]),
  LocalSecondaryIndexes: z.array(z.record(z.string(), z.unknown())).default([]),
  BillingMode: z.enum(['PAY_PER_REQUEST', 'PROVISIONED']).default('PROVISIONED'),
  ProvisionedThroughput: z.object({ ReadCapacityUnits: z.int(), WriteCapacityUnits: z.int() }).optional(),
  StreamSpecification: z
    .object({ StreamEnabled: z.boolean(), StreamViewType: z.string().default('NEW_AND_OLD_IMAGES') })
    .optional(),
  Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).default([]),
  DeletionProtectionEnabled: z.boolean().default(false),
});

export const UpdateTable = strict({
  TableName: tableRef,
  StreamSpecification: CreateTable.shape.StreamSpecification,
  DeletionProtectionEnabled: z.boolean().optional(),
});

export const OneTable = z.object({ TableName: tableRef });

export const ListTables = z.object({
  ExclusiveStartTableName: z.string().optional(),
  Limit: z.int().min(1).max(100).default(100),
});

/** Conditions and filters are not known here, so they are refused instead of being passed over. */
export const PutItem = strict({ TableName: tableRef, Item, ReturnConsumedCapacity: z.string().optional() });

export const OneItem = strict({
  TableName: tableRef,
  Key: Item,
  ConsistentRead: z.boolean().optional(),
  ReturnConsumedCapacity: z.string().optional(),
});

const WriteRequest = z.object({
  PutRequest: z.object({ Item }).optional(),
  DeleteRequest: z.object({ Key: Item }).optional(),
});

export const BatchWriteItem = z.object({
  RequestItems: z.record(tableRef, z.array(WriteRequest).min(1).max(25)),
});

export const BatchGetItem = z.object({
  RequestItems: z.record(tableRef, z.object({ Keys: z.array(Item).min(1).max(100) })),
});

export const Scan = strict({
  TableName: tableRef,
  Limit: z.int().min(1).optional(),
  ExclusiveStartKey: Item.optional(),
  Segment: z.int().min(0).optional(),
  TotalSegments: z.int().min(1).max(1_000_000).optional(),
  Select: z.enum(['ALL_ATTRIBUTES', 'COUNT']).default('ALL_ATTRIBUTES'),
  ConsistentRead: z.boolean().optional(),
  ReturnConsumedCapacity: z.string().optional(),
});

export const TimeToLive = z.object({
  TableName: tableRef,
  TimeToLiveSpecification: z.object({ Enabled: z.boolean(), AttributeName: z.string().min(1) }),
});

export const TagsOf = z.object({ ResourceArn: tableRef });

export const TagResource = TagsOf.extend({ Tags: z.array(z.object({ Key: z.string(), Value: z.string() })) });

export const UntagResource = TagsOf.extend({ TagKeys: z.array(z.string()) });

export const UpdateContinuousBackups = z.object({
  TableName: tableRef,
  PointInTimeRecoverySpecification: z.object({
    PointInTimeRecoveryEnabled: z.boolean(),
    RecoveryPeriodInDays: z.int().min(1).max(35).default(35),
  }),
});

export const CreateBackup = z.object({
  TableName: tableRef,
  BackupName: z.string().regex(/^[a-zA-Z0-9_.-]{3,255}$/),
});

export const OneBackup = z.object({ BackupArn: z.string().min(37) });

export const ListBackups = z.object({
  TableName: tableRef.optional(),
  Limit: z.int().min(1).max(100).default(100),
  TimeRangeLowerBound: time.optional(),
  TimeRangeUpperBound: time.optional(),
  ExclusiveStartBackupArn: z.string().optional(),
  BackupType: z.enum(['USER', 'SYSTEM', 'AWS_BACKUP', 'ALL']).default('USER'),
});

export const RestoreFromBackup = z.object({ TargetTableName: tableName, BackupArn: z.string().min(37) });

export const RestoreToPointInTime = z.object({
  SourceTableName: tableRef.optional(),
  SourceTableArn: tableRef.optional(),
  TargetTableName: tableName,
  UseLatestRestorableTime: z.boolean().default(false),
  RestoreDateTime: time.optional(),
});

export const ExportTable = z.object({
  TableArn: tableRef,
  S3Bucket: z.string().min(3),
  S3Prefix: z.string().default(''),
  ExportTime: time.optional(),
  ClientToken: z.string().optional(),
  ExportFormat: z.literal('DYNAMODB_JSON').default('DYNAMODB_JSON'),
});

export const OneExport = z.object({ ExportArn: z.string().min(37) });
