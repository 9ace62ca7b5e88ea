import { available, restorable } from '#lib/sandbox/cloud/dynamodb/backup-operations';
import { describeTable } from '#lib/sandbox/cloud/dynamodb/describe-table';
import type { Table, TableShape } from '#lib/sandbox/cloud/dynamodb/model';
import * as requests from '#lib/sandbox/cloud/dynamodb/requests';
import type { Tables } from '#lib/sandbox/cloud/dynamodb/tables';
import { parseInput } from '#lib/sandbox/cloud/frame/parse-input';
import { WireError } from '#lib/sandbox/cloud/frame/wire';

type Operation = (tables: Tables, input: unknown) => unknown;

/** A restore makes a new table, takes its time, and brings back no tags, TTL, stream, protection or recovery. */
export const RESTORE_OPERATIONS: Record<string, Operation> = {
  RestoreTableFromBackup: (tables, input) => {
    const { TargetTableName: name } = parseInput(requests.RestoreFromBackup, input);
    const backup = available(tables, input);
    const restore = {
      sourceTableArn: tables.arnOf(backup.tableName),
      sourceBackupArn: backup.arn,
      at: backup.createdAt,
    };
    return begin(tables, { name, shape: backup.shape, arriving: backup.blob, restore });
  },
  RestoreTableToPointInTime: (tables, input) => {
    const request = parseInput(requests.RestoreToPointInTime, input);
    const source = tables.find(request.SourceTableName ?? request.SourceTableArn ?? '');
    if (!source) throw new WireError('TableNotFoundException', 'Table not found');
    const { table, at } = momentOf(tables, source, {
      isLatest: request.UseLatestRestorableTime,
      at: request.RestoreDateTime,
    });
    return begin(tables, {
      name: request.TargetTableName,
      shape: table.shape,
      arriving: tables.snapshotAt(table, at),
      restore: { sourceTableArn: tables.arnOf(table.name), at },
    });
  },
};

/** The moment that is asked for, of a table that can be taken back to it. */
export function momentOf(
  { world }: Tables,
  table: Table,
  asked: { isLatest: boolean; at: number | undefined },
): { table: Table & { recovery: NonNullable<Table['recovery']> }; at: number } {
  const window = restorable(table, world.now());
  if (!window || !table.recovery) {
    throw new WireError(
      'PointInTimeRecoveryUnavailableException',
      `Point in time recovery is not enabled for table '${table.name}'`,
    );
  }
  const at = asked.isLatest ? window.latest : asked.at;
  if (at === undefined || at < window.earliest || at > window.latest) {
    throw new WireError(
      'InvalidRestoreTimeException',
      'RestoreDateTime must be between EarliestRestorableDateTime and LatestRestorableDateTime.',
    );
  }
  return { table: { ...table, recovery: table.recovery }, at };
}

function begin(
  tables: Tables,
  restored: { name: string; shape: TableShape; arriving: string; restore: NonNullable<Table['restore']> },
) {
  const { world } = tables;
  if (tables.find(restored.name)) {
    throw new WireError('TableAlreadyExistsException', `Table already exists: ${restored.name}`);
  }
  const table = tables.put({
    ...restored,
    id: world.random.uuid(),
    createdAt: world.now(),
    status: 'CREATING',
    readyAt: world.now() + world.settings.restoreMs,
    tags: {},
    isProtected: false,
    counted: { items: 0, bytes: 0, at: world.now() },
  });
  return { TableDescription: describeTable(tables, table) };
}
