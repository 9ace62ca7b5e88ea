import type { Json } from '#lib/core/canonical-json';
import type { Act } from '#lib/core/functions';

export interface KeyPart {
  attribute: string;
  role: 'HASH' | 'RANGE';
}

export interface TableIndex {
  name: string;
  key: KeyPart[];
  /** AWS's own word: `ALL`, `KEYS_ONLY` or `INCLUDE`. */
  projection: string;
  /** What `INCLUDE` adds to the keys, sorted. */
  included: string[];
}

/** What a restore must bring back alike. Lists are sorted by name, so that equal shapes are equal JSON. */
export interface TableShape {
  key: KeyPart[];
  attributes: { name: string; type: string }[];
  globalIndexes: TableIndex[];
  localIndexes: TableIndex[];
  billingMode: string;
}

/** From which table, and of which moment, a table was restored. */
export interface RestoreOrigin {
  sourceTableArn: string;
  /** Null for a point in time. */
  backupArn: string | null;
  moment: Date;
  isRunning: boolean;
}

export interface Table {
  name: string;
  arn: string;
  id: string;
  /** AWS's own word: `ACTIVE` can be read and written. */
  status: string;
  createdAt: Date;
  shape: TableShape;
  /** As AWS counted them last, up to six hours ago: to be shown, never to be compared. */
  countedItems: number;
  countedBytes: number;
  isProtected: boolean;
  /** What of a changed item the stream carries, in AWS's word; null without a stream. */
  stream: string | null;
  origin: RestoreOrigin | null;
}

/** Between which times a table can be gone back to. */
export interface RecoveryWindow {
  days: number;
  earliest: Date;
  latest: Date;
}

export interface TableBackup {
  arn: string;
  name: string;
  table: string;
  /** AWS's own words: `CREATING`, `AVAILABLE`, `DELETED`; and `USER`, `SYSTEM`, `AWS_BACKUP`. */
  status: string;
  type: string;
  createdAt: Date;
  bytes: number;
  expiresAt: Date | null;
}

/** What a backup knows of its table, also when that is gone. */
export interface BackupContent extends TableBackup {
  tableArn: string;
  key: KeyPart[];
  /** About so many, as AWS says. */
  items: number;
}

export interface TableExport {
  /** AWS's own word: `IN_PROGRESS`, `COMPLETED` or `FAILED`. */
  status: string;
  items: number | null;
  /** Where its summary is, as a key of the bucket; null before it is there. */
  manifest: string | null;
  why: string | null;
}

/**
 * The tables of one account and region and what protects them, without any of their items. Every method refuses as
 * `Functions` does.
 */
export interface Tables {
  /** The names of all pages, in order. */
  list(signal?: AbortSignal): Promise<string[]>;
  table(name: string, signal?: AbortSignal): Promise<Table>;
  tags(tableArn: string, signal?: AbortSignal): Promise<Record<string, string>>;
  /** The attribute by whose time items are deleted; null when none is. */
  timeToLive(table: string, signal?: AbortSignal): Promise<string | null>;
  /** Null while point-in-time recovery is off. */
  recovery(table: string, signal?: AbortSignal): Promise<RecoveryWindow | null>;
  /** Backups of all kinds and pages, the newest first; of one table, or of all. */
  backups(table?: string, signal?: AbortSignal): Promise<TableBackup[]>;
  backup(arn: string, signal?: AbortSignal): Promise<BackupContent>;
  exported(exportArn: string, signal?: AbortSignal): Promise<TableExport>;
}

/** An item as DynamoDB writes it, `{ "id": { "S": "u-1" } }`; bytes are base64. */
export type TableItem = Record<string, { [type: string]: Json }>;

/** What is in tables: credentials of its own, because it reads what people entrusted. */
export interface TableItems {
  /** One of `segments` parts of a table, a page at a time, with everything that was written before each page. */
  scan(table: string, part: { segment: number; segments: number }): AsyncGenerator<TableItem[]>;
  /** The items with these keys, in no order; those that are gone are left out. */
  pick(table: string, keys: readonly TableItem[]): Promise<TableItem[]>;
}

/** What makes copies and changes nothing else: credentials of its own. */
export interface TableKeeper {
  enableRecovery(table: string, days?: number): Promise<Act<null>>;
  /** Answers the ARN of a new backup; names need not differ, so asking twice makes two. */
  createBackup(table: string, name: string): Promise<Act<string>>;
  /** Answers the ARN of an export of the whole table; the same `token` is the same export. */
  exportTable(
    tableArn: string,
    place: { bucket: string; prefix: string; token: string },
  ): Promise<Act<string>>;
}

/** What makes new tables out of copies, and gives them what a restore loses: credentials of its own. */
export interface TableRestorer {
  restoreBackup(backupArn: string, target: string): Promise<Act<null>>;
  /** @param moment the newest that is possible when it is left out. */
  restoreMoment(source: string, target: string, moment?: Date): Promise<Act<null>>;
  tag(tableArn: string, tags: Record<string, string>): Promise<Act<null>>;
  setTimeToLive(table: string, attribute: string): Promise<Act<null>>;
  setStream(table: string, view: string): Promise<Act<null>>;
  protect(table: string): Promise<Act<null>>;
  enableRecovery(table: string, days: number): Promise<Act<null>>;
}

/** The one place that items are exported to. */
export interface ExportBucket {
  bucket: string;
  /** Ends with a slash, or is empty. */
  prefix: string;
  /** Writes an object, or the same again. @param key below the prefix. */
  put(key: string, bytes: Uint8Array, contentType: string): Promise<Act<null>>;
}
