import { BACKUP_OPERATIONS } from '#lib/sandbox/cloud/dynamodb/backup-operations';
import { describeExport, exportTable } from '#lib/sandbox/cloud/dynamodb/export-operations';
import { ITEM_OPERATIONS } from '#lib/sandbox/cloud/dynamodb/item-operations';
import { RESTORE_OPERATIONS } from '#lib/sandbox/cloud/dynamodb/restore-operations';
import { TABLE_OPERATIONS } from '#lib/sandbox/cloud/dynamodb/table-operations';
import type { Tables } from '#lib/sandbox/cloud/dynamodb/tables';
import { isJsonCall, jsonAnswer, jsonCallOf, jsonRefusal } from '#lib/sandbox/cloud/frame/json-service';
import { RateLimit } from '#lib/sandbox/cloud/frame/rate-limit';
import {
  type Call,
  type Service,
  type WireAnswer,
  WireError,
  type WireRequest,
} from '#lib/sandbox/cloud/frame/wire';
import type { Objects } from '#lib/sandbox/cloud/s3/objects';

const OPERATIONS = {
  ...TABLE_OPERATIONS,
  ...ITEM_OPERATIONS,
  ...BACKUP_OPERATIONS,
  ...RESTORE_OPERATIONS,
};

/** Calls a second, where AWS names a number. */
const LIMITS: Record<string, number> = {
  CreateBackup: 50,
  ListBackups: 5,
  DeleteBackup: 10,
  RestoreTableFromBackup: 10,
  RestoreTableToPointInTime: 10,
};

/** Amazon DynamoDB, JSON 1.0: tables, items by key, backups, points in time, exports. */
export class DynamoDbService implements Service {
  readonly name = 'dynamodb';
  readonly denial = 'AccessDeniedException';
  private readonly limits = new Map<string, RateLimit>();

  constructor(
    private readonly tables: Tables,
    private readonly objects: Objects,
  ) {}

  claims(request: WireRequest): boolean {
    return isJsonCall(request, 'DynamoDB_20120810');
  }

  identify(request: WireRequest): Call {
    return jsonCallOf(request);
  }

  operate({ operation, input }: Call): WireAnswer {
    this.assertRate(operation);
    if (operation === 'ExportTableToPointInTime') {
      return jsonAnswer(exportTable(this.tables, this.objects, input));
    }
    if (operation === 'DescribeExport') return jsonAnswer(describeExport(this.tables, input));
    const operate = OPERATIONS[operation];
    if (!operate) throw new WireError('UnknownOperationException', `There is no ${operation}.`);
    return jsonAnswer(operate(this.tables, input));
  }

  refuse(error: WireError): WireAnswer {
    return jsonRefusal('com.amazonaws.dynamodb.v20120810', error);
  }

  throttled(): WireError {
    return new WireError('ThrottlingException', 'Rate of requests exceeds the allowed throughput.');
  }

  private assertRate(operation: string): void {
    const perSecond = LIMITS[operation];
    const { settings } = this.tables.world;
    if (perSecond === undefined || settings.controlPerSecond === null) return;
    const limit = this.limits.get(operation) ?? new RateLimit();
    this.limits.set(operation, limit);
    if (!limit.take(perSecond, this.tables.world.now())) throw this.throttled();
  }
}
