import type { TableShape } from '#lib/core/tables';

/** What keeps a table from being lost. */
export interface Protection {
  /** Between which times it can be gone back to; null while point-in-time recovery is off. */
  recovery: { days: number; earliest: string; latest: string } | null;
  isProtected: boolean;
  backups: number;
  newestBackupAt: string | null;
}

/** One line of the list. */
export interface ServedTable extends Protection {
  name: string;
  environment: string;
  status: string;
  /** As AWS counted them last, up to six hours ago. */
  countedItems: number;
  countedBytes: number;
  /** The functions that use it, as people said. */
  functions: string[];
  /** The table that it was restored from; null for one that was not. */
  restoredFrom: string | null;
}

export interface ServedTables {
  cloud: 'aws' | 'sandbox';
  region: string;
  tables: ServedTable[];
  /** Where exports go; null when no place is configured. */
  exportsTo: string | null;
  readAt: string;
}

export interface ServedRestore {
  changeId: string;
  target: string;
  backupArn: string | null;
  moment: string;
  begunAt: string;
  /** Null while it runs, or when it never ended. */
  seconds: number | null;
}

/** All that is known of one table. */
export interface TableDetails extends ServedTable {
  arn: string;
  createdAt: string;
  shape: TableShape;
  stream: string | null;
  timeToLive: string | null;
  tags: Record<string, string>;
  /** The version of what people said of its functions; 0 when nobody has. */
  usesVersion: number;
  usesSaidBy: string | null;
  restores: ServedRestore[];
  exportsTo: string | null;
}

export interface ServedBackup {
  arn: string;
  name: string;
  status: string;
  type: string;
  createdAt: string;
  bytes: number;
  expiresAt: string | null;
  /** Who made it, where it was made here. */
  madeBy: string | null;
  changeId: string | null;
}

export interface TableBackups {
  table: string;
  /** The newest first. */
  backups: ServedBackup[];
}
