import type { Item, TableShape } from '#lib/sandbox/cloud/dynamodb/model';
import type { Tables } from '#lib/sandbox/cloud/dynamodb/tables';
import { Random } from '#lib/sandbox/cloud/frame/random';

const DAY = 86_400_000;
const ITEMS = 240;

/** Where exports of tables go. */
export const EXPORT_BUCKET = 'careervp-exports';

const keyed = (name: string): Pick<TableShape, 'keySchema' | 'attributeDefinitions'> => ({
  keySchema: [{ AttributeName: name, KeyType: 'HASH' }],
  attributeDefinitions: [{ AttributeName: name, AttributeType: 'S' }],
});

const COMMON = {
  globalIndexes: [],
  localIndexes: [],
  billingMode: 'PAY_PER_REQUEST',
  readUnits: 0,
  writeUnits: 0,
} as const;

/** The demo's tables: users, and the documents that are made for them. */
export const TABLES: readonly { name: string; stack: string; key: string; timeToLive?: string }[] = [
  { name: 'careervp-prod-users', stack: 'careervp-prod-platform', key: 'userId' },
  {
    name: 'careervp-prod-documents',
    stack: 'careervp-prod-documents',
    key: 'documentId',
    timeToLive: 'expiresAt',
  },
];

/** Fills them; continuous backups have been on for a month. */
export function seedTables(tables: Tables): void {
  const { world } = tables;
  for (const { name, key, timeToLive } of TABLES) {
    const random = new Random(`${world.seed} ${name}`);
    const table = tables.put({
      name,
      id: random.uuid(),
      shape: { ...COMMON, ...keyed(key), globalIndexes: [], localIndexes: [] },
      createdAt: world.now() - 200 * DAY,
      status: 'ACTIVE',
      tags: { application: 'careervp', environment: 'prod' },
      isProtected: true,
      ...(timeToLive === undefined ? {} : { timeToLive }),
      counted: { items: ITEMS, bytes: ITEMS * 180, at: world.now() },
    });
    for (let at = 0; at < ITEMS; at += 1) {
      const item = itemOf(key, at, world.now() - random.next() * 90 * DAY, random);
      tables.write(table, item, item);
    }
    const { blob } = tables.snapshot(table);
    const since = world.now() - 30 * DAY;
    tables.put({ ...table, recovery: { since, days: 35, blob } });
  }
}

function itemOf(key: string, at: number, created: number, random: Random): Item {
  const id = `${key.slice(0, 1)}-${String(at).padStart(5, '0')}`;
  return {
    [key]: { S: id },
    createdAt: { S: new Date(created).toISOString() },
    plan: { S: random.next() < 0.2 ? 'premium' : 'free' },
    documents: { N: String(Math.floor(random.next() * 12)) },
    expiresAt: { N: String(Math.floor(created / 1000) + 365 * 86_400) },
  };
}
