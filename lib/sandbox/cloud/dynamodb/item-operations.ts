import { assertItem, assertKey, keyOf, keyText, segmentOf, sizeOf } from '#lib/sandbox/cloud/dynamodb/keys';
import type { Item } from '#lib/sandbox/cloud/dynamodb/model';
import { invalid } from '#lib/sandbox/cloud/dynamodb/refusals';
import * as requests from '#lib/sandbox/cloud/dynamodb/requests';
import type { Tables } from '#lib/sandbox/cloud/dynamodb/tables';
import { parseInput } from '#lib/sandbox/cloud/frame/parse-input';

/** A page of a scan ends where it has read so much. */
const PAGE_BYTES = 2 ** 20;

type Operation = (tables: Tables, input: unknown) => unknown;

export const ITEM_OPERATIONS: Record<string, Operation> = {
  PutItem: (tables, input) => {
    const request = parseInput(requests.PutItem, input);
    const table = tables.active(request.TableName);
    assertItem(table.shape, request.Item);
    tables.write(table, request.Item, request.Item);
  },
  GetItem: (tables, input) => {
    const request = parseInput(requests.OneItem, input);
    const table = tables.active(request.TableName);
    assertKey(table.shape, request.Key);
    const found = tables.item(table, request.Key);
    return found ? { Item: found } : {};
  },
  DeleteItem: (tables, input) => {
    const request = parseInput(requests.OneItem, input);
    const table = tables.active(request.TableName);
    assertKey(table.shape, request.Key);
    tables.write(table, request.Key, undefined);
  },
  BatchWriteItem: batchWrite,
  BatchGetItem: (tables, input) => {
    const { RequestItems } = parseInput(requests.BatchGetItem, input);
    const responses = Object.entries(RequestItems).map(([name, { Keys }]) => {
      const table = tables.active(name);
      for (const key of Keys) assertKey(table.shape, key);
      return [name, Keys.flatMap((key) => tables.item(table, key) ?? [])];
    });
    return { Responses: Object.fromEntries(responses), UnprocessedKeys: {} };
  },
  Scan: scan,
};

/** All of it is looked at before any of it is done. */
function batchWrite(tables: Tables, input: unknown) {
  const { RequestItems } = parseInput(requests.BatchWriteItem, input);
  const writes = Object.entries(RequestItems).flatMap(([name, all]) => {
    const table = tables.active(name);
    const keys = all.map(({ PutRequest, DeleteRequest }) => {
      if (PutRequest) assertItem(table.shape, PutRequest.Item);
      if (DeleteRequest) assertKey(table.shape, DeleteRequest.Key);
      return keyText(table.shape, PutRequest?.Item ?? DeleteRequest?.Key ?? {});
    });
    if (new Set(keys).size < keys.length) throw invalid('Provided list of item keys contains duplicates');
    return all.map((one) => ({ table, ...one }));
  });
  if (writes.length > 25) throw invalid('Too many items requested for the BatchWriteItem call');
  for (const { table, PutRequest, DeleteRequest } of writes) {
    tables.write(table, PutRequest?.Item ?? DeleteRequest?.Key ?? {}, PutRequest?.Item);
  }
  return { UnprocessedItems: {} };
}

function scan(tables: Tables, input: unknown) {
  const request = parseInput(requests.Scan, input);
  const { Segment, TotalSegments, ExclusiveStartKey, Limit = Infinity } = request;
  if ((Segment === undefined) !== (TotalSegments === undefined) || (Segment ?? 0) >= (TotalSegments ?? 1)) {
    throw invalid(
      'The parameters Segment and TotalSegments must be given together, the first below the second.',
    );
  }
  const table = tables.active(request.TableName);
  if (ExclusiveStartKey) assertKey(table.shape, ExclusiveStartKey);
  const after = ExclusiveStartKey ? keyText(table.shape, ExclusiveStartKey) : '';
  const left = tables
    .scan(table)
    .filter(([key]) => key > after)
    .filter(([key]) => TotalSegments === undefined || segmentOf(key, TotalSegments) === Segment);
  const items: Item[] = [];
  let bytes = 0;
  for (const [, item] of left) {
    if (items.length >= Limit || bytes >= PAGE_BYTES) break;
    items.push(item);
    bytes += sizeOf(item);
  }
  const last = items.at(-1);
  return {
    Count: items.length,
    ScannedCount: items.length,
    ...(request.Select === 'COUNT' ? {} : { Items: items }),
    ...(items.length < left.length && last ? { LastEvaluatedKey: keyOf(table.shape, last) } : {}),
  };
}
