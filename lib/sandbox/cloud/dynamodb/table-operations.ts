import { describeTable } from '#lib/sandbox/cloud/dynamodb/describe-table';
import type { Table } from '#lib/sandbox/cloud/dynamodb/model';
import { inUse, invalid } from '#lib/sandbox/cloud/dynamodb/refusals';
import * as requests from '#lib/sandbox/cloud/dynamodb/requests';
import type { Tables } from '#lib/sandbox/cloud/dynamodb/tables';
import { parseInput } from '#lib/sandbox/cloud/frame/parse-input';

const DAY = 86_400_000;
/** What is left of a table that could be taken back in time, after it was deleted. */
const SYSTEM_BACKUP_DAYS = 35;

type Operation = (tables: Tables, input: unknown) => unknown;

export const TABLE_OPERATIONS: Record<string, Operation> = {
  CreateTable: (tables, input) => ({ TableDescription: describeTable(tables, create(tables, input)) }),
  UpdateTable: (tables, input) => ({ TableDescription: describeTable(tables, update(tables, input)) }),
  DescribeTable: (tables, input) => ({ Table: describeTable(tables, tables.get(named(input))) }),
  DeleteTable: (tables, input) => remove(tables, tables.active(named(input))),
  ListTables: (tables, input) => list(tables, input),
  DescribeTimeToLive: (tables, input) => ({ TimeToLiveDescription: timeToLive(tables.get(named(input))) }),
  UpdateTimeToLive: (tables, input) => updateTimeToLive(tables, input),
  ListTagsOfResource: (tables, input) => {
    const { tags } = tables.get(parseInput(requests.TagsOf, input).ResourceArn);
    return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
  },
  TagResource: (tables, input) => {
    const request = parseInput(requests.TagResource, input);
    const table = tables.get(request.ResourceArn);
    const added = Object.fromEntries(request.Tags.map(({ Key, Value }) => [Key, Value]));
    tables.put({ ...table, tags: { ...table.tags, ...added } });
  },
  UntagResource: (tables, input) => {
    const request = parseInput(requests.UntagResource, input);
    const table = tables.get(request.ResourceArn);
    const tags = Object.entries(table.tags).filter(([key]) => !request.TagKeys.includes(key));
    tables.put({ ...table, tags: Object.fromEntries(tags) });
  },
};

function named(input: unknown): string {
  return parseInput(requests.OneTable, input).TableName;
}

function create(tables: Tables, input: unknown): Table {
  const request = parseInput(requests.CreateTable, input);
  if (tables.find(request.TableName)) throw inUse(`Table already exists: ${request.TableName}`);
  const defined = new Set(request.AttributeDefinitions.map(({ AttributeName }) => AttributeName));
  if (!request.KeySchema.every(({ AttributeName }) => defined.has(AttributeName))) {
    throw invalid('One or more parameter values were invalid: Some index key attributes are not defined');
  }
  const { world } = tables;
  const { ProvisionedThroughput: units } = request;
  return tables.put({
    name: request.TableName,
    id: world.random.uuid(),
    shape: {
      keySchema: request.KeySchema,
      attributeDefinitions: request.AttributeDefinitions,
      globalIndexes: request.GlobalSecondaryIndexes,
      localIndexes: request.LocalSecondaryIndexes,
      billingMode: request.BillingMode,
      readUnits: units?.ReadCapacityUnits ?? 0,
      writeUnits: units?.WriteCapacityUnits ?? 0,
    },
    createdAt: world.now(),
    status: 'CREATING',
    readyAt: world.now() + world.settings.createMs,
    tags: Object.fromEntries(request.Tags.map(({ Key, Value }) => [Key, Value])),
    isProtected: request.DeletionProtectionEnabled,
    counted: { items: 0, bytes: 0, at: world.now() },
    ...streamOf(request.StreamSpecification, world.now()),
  });
}

function streamOf(
  stream: { StreamEnabled: boolean; StreamViewType: string } | undefined,
  now: number,
): Pick<Table, 'stream'> {
  return stream?.StreamEnabled
    ? { stream: { view: stream.StreamViewType, label: new Date(now).toISOString().slice(0, -1) } }
    : {};
}

function update(tables: Tables, input: unknown): Table {
  const request = parseInput(requests.UpdateTable, input);
  const { stream, ...rest } = tables.active(request.TableName);
  const asked = request.StreamSpecification;
  if (asked?.StreamEnabled && stream) throw invalid('Table already has an enabled stream.');
  return tables.put({
    ...rest,
    ...(asked ? streamOf(asked, tables.world.now()) : stream ? { stream } : {}),
    isProtected: request.DeletionProtectionEnabled ?? rest.isProtected,
  });
}

function remove(tables: Tables, table: Table) {
  const now = tables.world.now();
  if (table.isProtected) {
    throw invalid('Resource cannot be deleted as it is currently protected against deletion.');
  }
  const isBackedUp = tables.backups
    .list()
    .some(({ tableId, readyAt }) => tableId === table.id && now < readyAt);
  if (isBackedUp) throw inUse(`Table is being backed up: ${table.name}`);
  if (table.recovery) {
    const id = `${String(now).padStart(17, '0')}-${tables.world.random.uuid().slice(0, 8)}`;
    tables.backups.put(`${tables.arnOf(table.name)}/backup/${id}`, {
      ...tables.snapshot(table),
      arn: `${tables.arnOf(table.name)}/backup/${id}`,
      name: `${table.name}$DeletedTableBackup`,
      tableName: table.name,
      tableId: table.id,
      shape: table.shape,
      createdAt: now,
      readyAt: now,
      kind: 'SYSTEM',
      expiresAt: now + SYSTEM_BACKUP_DAYS * DAY,
    });
  }
  tables.remove(table);
  return { TableDescription: { ...describeTable(tables, table), TableStatus: 'DELETING' } };
}

function list(tables: Tables, input: unknown) {
  const { ExclusiveStartTableName: after = '', Limit } = parseInput(requests.ListTables, input);
  const names = tables
    .list()
    .map(({ name }) => name)
    .filter((name) => name > after);
  const TableNames = names.slice(0, Limit);
  return names.length > Limit ? { TableNames, LastEvaluatedTableName: TableNames.at(-1) } : { TableNames };
}

function timeToLive({ timeToLive: AttributeName }: Table) {
  return AttributeName === undefined
    ? { TimeToLiveStatus: 'DISABLED' }
    : { TimeToLiveStatus: 'ENABLED', AttributeName };
}

function updateTimeToLive(tables: Tables, input: unknown) {
  const request = parseInput(requests.TimeToLive, input);
  const { timeToLive: before, ...rest } = tables.active(request.TableName);
  const { Enabled, AttributeName } = request.TimeToLiveSpecification;
  if (Enabled === (before !== undefined)) {
    throw invalid(`TimeToLive is already ${Enabled ? 'enabled' : 'disabled'}`);
  }
  tables.put(Enabled ? { ...rest, timeToLive: AttributeName } : rest);
  return { TimeToLiveSpecification: request.TimeToLiveSpecification };
}
