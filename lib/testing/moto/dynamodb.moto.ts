import { type AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe } from 'vitest';
import { DIFFERENCES } from '#lib/testing/moto/differences';
import { differing } from '#lib/testing/moto/differing';
import { emptyMoto, noTime } from '#lib/testing/moto/moto';
import { describeDynamoDb } from '#lib/testing/ports/dynamodb-port';
import { openTablePorts } from '#lib/testing/ports/open-ports';
import { createSandboxTable } from '#lib/testing/sandbox-table';

async function open() {
  const account = await emptyMoto();
  const dynamo = new DynamoDBClient(account);
  const make = (name: string, items: Record<string, AttributeValue>[]) =>
    createSandboxTable(noTime, dynamo, name, items);
  return { ...(await openTablePorts(account)), make, pass: noTime.step };
}

let opened: Awaited<ReturnType<typeof open>>;

beforeAll(async () => {
  opened = await open();
});

afterAll(() => opened.close());

const { check, listEnds } = differing(DIFFERENCES.dynamodb);
describe('tables on moto', () => describeDynamoDb(() => opened, check));
listEnds();
