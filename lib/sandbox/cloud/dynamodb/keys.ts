import { createHash } from 'node:crypto';
import type { Item, TableShape } from '#lib/sandbox/cloud/dynamodb/model';
import { invalid } from '#lib/sandbox/cloud/dynamodb/refusals';

const MOST_BYTES = 400 * 1024;

/** The key of an item alone. */
export function keyOf({ keySchema }: TableShape, item: Item): Item {
  return Object.fromEntries(keySchema.map(({ AttributeName }) => [AttributeName, item[AttributeName] ?? {}]));
}

/**
 * One text for each key, in the order in which tables are scanned: by the hash of the partition key, then by the
 * sort key.
 */
export function keyText({ keySchema }: TableShape, item: Item): string {
  const [partition, ...sort] = keySchema.map(({ AttributeName }) => JSON.stringify(item[AttributeName]));
  const hash = createHash('sha1')
    .update(partition ?? '')
    .digest('hex');
  return `${hash} ${partition} ${sort.join(' ')}`;
}

/** The segment of a parallel scan that a key belongs to. */
export function segmentOf(key: string, segments: number): number {
  return Number.parseInt(key.slice(0, 8), 16) % segments;
}

/** @throws WireError when an item lacks its key, has it in another type, or is too large */
export function assertItem(shape: TableShape, item: Item): void {
  for (const { AttributeName } of shape.keySchema) {
    const value = item[AttributeName];
    if (value === undefined) {
      throw invalid(
        `One or more parameter values were invalid: Missing the key ${AttributeName} in the item`,
      );
    }
    const type = shape.attributeDefinitions.find((one) => one.AttributeName === AttributeName)?.AttributeType;
    if (type === undefined || value[type] === undefined || value[type] === '') {
      throw invalid(
        `One or more parameter values were invalid: Type mismatch for key ${AttributeName} expected: ${type}`,
      );
    }
  }
  if (sizeOf(item) > MOST_BYTES) throw invalid('Item size has exceeded the maximum allowed size');
}

/** @throws WireError when a key has other attributes than the table's */
export function assertKey(shape: TableShape, key: Item): void {
  if (Object.keys(key).length !== shape.keySchema.length) {
    throw invalid('The provided key element does not match the schema');
  }
  assertItem(shape, key);
}

/** About as many bytes as DynamoDB counts. */
export function sizeOf(item: Item): number {
  return Buffer.byteLength(JSON.stringify(item));
}
