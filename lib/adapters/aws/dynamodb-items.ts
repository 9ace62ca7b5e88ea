import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type AwsAccount, clientSettings } from '#lib/adapters/aws/account';
import { Asking } from '#lib/adapters/aws/dynamodb-asking';
import { Reading } from '#lib/adapters/aws/reading';
import { REAL_WAITING, type Waiting } from '#lib/adapters/aws/waiting';
import type { Json } from '#lib/core/canonical-json';
import type { TableItem, TableItems } from '#lib/core/tables';

// Pages of a mebibyte each; those whom the table serves must not notice.
const READS_A_SECOND = 20;
// What one BatchGetItem takes.
const KEYS_A_CALL = 100;

type WireItem = Record<string, AttributeValue>;

/** Reads what is in tables, always with what was written last. */
export async function openTableItems(
  account: AwsAccount,
  waiting: Waiting = REAL_WAITING,
): Promise<TableItems & { close(): void }> {
  const sdk = await import('@aws-sdk/client-dynamodb');
  const connection = new sdk.DynamoDBClient(clientSettings(account));
  const asking = new Asking(sdk, connection, new Reading('DynamoDB', READS_A_SECOND, waiting));

  /** What DynamoDB had no room to answer is asked for again. */
  async function pickSome(table: string, keys: WireItem[]): Promise<TableItem[]> {
    const found: TableItem[] = [];
    for (let left = keys; left.length > 0; ) {
      const RequestItems = { [table]: { Keys: left, ConsistentRead: true } };
      const answer = await asking.once(`read items of ${table}`, undefined, (client, options) =>
        client.send(new sdk.BatchGetItemCommand({ RequestItems }), options),
      );
      found.push(...(answer.Responses?.[table] ?? []).map(itemOf));
      left = answer.UnprocessedKeys?.[table]?.Keys ?? [];
    }
    return found;
  }

  return {
    async *scan(TableName, { segment: Segment, segments: TotalSegments }) {
      let ExclusiveStartKey: WireItem | undefined;
      do {
        const input = { TableName, Segment, TotalSegments, ExclusiveStartKey, ConsistentRead: true };
        const page = await asking.once(`read ${TableName}`, undefined, (client, options) =>
          client.send(new sdk.ScanCommand(input), options),
        );
        yield (page.Items ?? []).map(itemOf);
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey);
    },
    async pick(table, keys) {
      const found: TableItem[] = [];
      for (let start = 0; start < keys.length; start += KEYS_A_CALL) {
        found.push(...(await pickSome(table, keys.slice(start, start + KEYS_A_CALL).map(wireKey))));
      }
      return found;
    },
    close: () => connection.destroy(),
  };
}

function itemOf(item: WireItem): TableItem {
  return Object.fromEntries(
    Object.entries(item).map(([name, value]) => [name, plain(value) as TableItem[string]]),
  );
}

/** The same value with its bytes as base64. */
function plain(value: unknown): Json {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value as Json;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
}

/** Keys are texts, numbers or bytes. */
function wireKey(key: TableItem): WireItem {
  const parts = Object.entries(key).map(([name, { S, N, B }]): [string, AttributeValue] => {
    if (typeof S === 'string') return [name, { S }];
    if (typeof N === 'string') return [name, { N }];
    return [name, { B: Buffer.from(String(B), 'base64') }];
  });
  return Object.fromEntries(parts);
}
