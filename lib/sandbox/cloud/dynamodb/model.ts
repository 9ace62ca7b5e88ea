/** An attribute value as DynamoDB writes it: `{ S: 'a' }`. */
export type Attribute = Record<string, unknown>;
export type Item = Record<string, Attribute>;

interface KeyElement {
  AttributeName: string;
  KeyType: 'HASH' | 'RANGE';
}

/** What a restore keeps of a table. */
export interface TableShape {
  keySchema: KeyElement[];
  attributeDefinitions: { AttributeName: string; AttributeType: 'S' | 'N' | 'B' }[];
  /** As they were given. */
  globalIndexes: Record<string, unknown>[];
  localIndexes: Record<string, unknown>[];
  billingMode: 'PAY_PER_REQUEST' | 'PROVISIONED';
  readUnits: number;
  writeUnits: number;
}

/** Continuous backups since they were last turned on. */
export interface Recovery {
  /** Epoch milliseconds; turning it off and on begins anew. */
  since: number;
  days: number;
  /** The items when it was turned on. */
  blob: string;
}

export interface Table {
  name: string;
  id: string;
  shape: TableShape;
  createdAt: number;
  status: 'CREATING' | 'ACTIVE';
  /** When CREATING becomes ACTIVE. */
  readyAt?: number;
  /** Items that it will have then. */
  arriving?: string;
  restore?: { sourceTableArn: string; sourceBackupArn?: string; at: number };
  /** What a restore loses. */
  tags: Record<string, string>;
  timeToLive?: string;
  stream?: { view: string; label: string };
  isProtected: boolean;
  recovery?: Recovery;
  /** Counted about every six hours, so mostly out of date. */
  counted: { items: number; bytes: number; at: number };
}

export interface Change {
  tableId: string;
  at: number;
  key: string;
  /** Nothing when it was deleted. */
  item?: Item;
}

export interface Backup {
  arn: string;
  name: string;
  tableName: string;
  tableId: string;
  shape: TableShape;
  createdAt: number;
  readyAt: number;
  kind: 'USER' | 'SYSTEM';
  expiresAt?: number;
  blob: string;
  items: number;
  bytes: number;
}

export interface Export {
  arn: string;
  tableName: string;
  tableId: string;
  bucket: string;
  prefix: string;
  exportTime: number;
  startedAt: number;
  readyAt: number;
  token: string;
  manifest?: string;
  items: number;
  bytes: number;
}
