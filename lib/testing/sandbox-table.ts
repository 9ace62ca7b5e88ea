import {
  type AttributeValue,
  BatchWriteItemCommand,
  CreateTableCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import type { CloudSandbox } from '#lib/testing/cloud-sandbox';

/** Longer than a new table takes to be there. */
const SETTLED_SECONDS = 10;
const ITEMS_A_CALL = 25;

/** Makes a table keyed by user and number, with an index, and fills it. */
export async function createSandboxTable(
  sandbox: Pick<CloudSandbox, 'step'>,
  dynamo: DynamoDBClient,
  TableName: string,
  items: readonly Record<string, AttributeValue>[] = [],
): Promise<void> {
  await dynamo.send(
    new CreateTableCommand({
      TableName,
      KeySchema: [
        { AttributeName: 'user', KeyType: 'HASH' },
        { AttributeName: 'number', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'user', AttributeType: 'S' },
        { AttributeName: 'number', AttributeType: 'N' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-number',
          KeySchema: [{ AttributeName: 'number', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['text', 'plan'] },
        },
      ],
      BillingMode: 'PAY_PER_REQUEST',
      Tags: [{ Key: 'application', Value: 'careervp' }],
    }),
  );
  await sandbox.step(SETTLED_SECONDS);
  for (let start = 0; start < items.length; start += ITEMS_A_CALL) {
    const writes = items.slice(start, start + ITEMS_A_CALL).map((Item) => ({ PutRequest: { Item } }));
    await dynamo.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: writes } }));
  }
}

/** So many items, every fifth of them of a premium user. */
export function sandboxItems(count: number): Record<string, AttributeValue>[] {
  return Array.from({ length: count }, (_, at) => ({
    user: { S: `u-${at}` },
    number: { N: String(at) },
    text: { S: `text ${at}` },
    plan: { S: at % 5 === 0 ? 'premium' : 'free' },
  }));
}
